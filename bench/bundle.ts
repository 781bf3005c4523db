import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunction } from '../scripts/bundle-function.ts';
import { quantile } from './quantiles.ts';

export interface BundleFigures {
  readonly bytes: number;
  readonly importMs: number;
}

const PROCESSES = 9;

/** Size of the decide function as it is deployed, and how long a cold process takes to import it. */
export async function benchBundle(): Promise<BundleFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-bundle-'));
  try {
    const { file, bytes, environment } = await bundleFunction('decide', folder);
    const script = `const t = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - t);`;
    const times = Array.from({ length: PROCESSES }, () =>
      Number(
        execFileSync(process.execPath, ['--input-type=module', '-e', script], {
          encoding: 'utf8',
          env: { ...process.env, ...environment },
        })
          .trim()
          .split('\n')
          .at(-1),
      ),
    ).sort((a, b) => a - b);
    return { bytes, importMs: quantile(times, 0.5) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
