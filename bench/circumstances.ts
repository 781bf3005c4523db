import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

/** What a measurement was made with and on. */
export interface Circumstances {
  /** As one would type it again. */
  readonly command: string;
  /** Short id of the commit, and whether the code differs from it. */
  readonly commit: string;
  readonly machine: string;
}

/** @param script The npm script that runs; its arguments are those of this process. */
export function circumstances(script: string): Circumstances {
  const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--', 'src', 'lambdas', 'local', 'rapport.config.ts');
  const words = process.argv.slice(2);
  return {
    command: `npm run ${script}${words.length === 0 ? '' : ` -- ${words.join(' ')}`}`,
    commit: `${git('rev-parse', '--short', 'HEAD')}${changed === '' ? '' : ' with uncommitted changes'}`,
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.version}`,
  };
}

/** The line under a section's title in bench/RESULTS.md. */
export function provenance({ command, commit, machine }: Circumstances): string {
  return `Command: \`${command}\`. Commit: ${commit}. Machine: ${machine}.`;
}
