import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
  readonly modules: readonly { readonly source: string }[];
}

function cruise(...args: string[]): Cruise {
  const { stdout } = spawnSync(
    'node_modules/.bin/depcruise',
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...args],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as Cruise;
}

describe('import rules', () => {
  it('hold, and the tool that says so saw the modules of every folder', () => {
    const folders = ['src', 'lib', 'lambdas', 'local', 'cli', 'bin'];
    const { summary, modules } = cruise(...folders);
    expect(summary.violations).toEqual([]);
    const own = modules.map(({ source }) => source);
    for (const folder of [
      'src/core/',
      'src/app/',
      'src/adapters/',
      'src/contracts/',
      ...folders.map((each) => `${each}/`),
    ]) {
      expect(own.filter((source) => source.startsWith(folder)).length, folder).toBeGreaterThan(0);
    }
    expect(summary.totalCruised).toBeGreaterThan(150);
  });

  it.each([
    ['core-is-pure', 'src/core/impure.ts'],
    ['app-knows-core-only', 'src/app/peeking.ts'],
  ])('%s catches a planted violation', (rule, file) => {
    const { stdout } = spawnSync(
      '../../../node_modules/.bin/depcruise',
      [
        '--config',
        '../../../.dependency-cruiser.cjs',
        '--ts-config',
        '../../../tsconfig.json',
        '--output-type',
        'json',
        'src',
      ],
      { encoding: 'utf8', cwd: 'test/fixtures/import-rules' },
    );
    const { summary } = JSON.parse(stdout) as Cruise;
    expect(summary.violations.map(({ from, rule: { name } }) => `${name} ${from}`)).toContain(
      `${rule} ${file}`,
    );
  });
});
