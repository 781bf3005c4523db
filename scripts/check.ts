import { spawnSync } from 'node:child_process';

/** Everything that can be told without running the product, cheapest first; stops at nothing, fails on anything. */
const checks: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['format and lint', 'biome', 'check', '--error-on-warnings', '.'],
  ['promises (type-aware)', 'oxlint', '--type-aware', '--deny-warnings'],
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['types of the pure core', 'tsc', '-p', 'tsconfig.core.json'],
  [
    'import rules',
    'depcruise',
    '--config',
    '.dependency-cruiser.cjs',
    'src',
    'lib',
    'lambdas',
    'local',
    'cli',
    'bin',
  ],
  ['dead code and dependencies', 'knip'],
];

const failed: string[] = [];
for (const [name, command, ...args] of checks) {
  process.stdout.write(`— ${name}\n`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) failed.push(name);
}
process.stdout.write(failed.length === 0 ? '\nAll checks passed.\n' : `\nFailed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
