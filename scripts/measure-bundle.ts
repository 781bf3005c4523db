import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { bundleOf } from '../lib/constructs/bundling.ts';
import type { FunctionName } from '../lib/function-names.ts';
import { ENV } from '../src/shared-names.ts';

export interface BundleMeasure {
  /** Of the JavaScript, without its source map. */
  readonly bytes: number;
  /** From a started Node to a loaded handler, in milliseconds: the median of several processes. */
  readonly importMs: number;
}

/**
 * What `decide` may weigh. Every KB is downloaded and parsed at each cold start, while a caller waits. The usual way over
 * it is `import { z } from 'zod'`, which brings 260 KB of locales; `import * as z` does not.
 */
export const DECIDE_BUDGET_BYTES = 900_000;

/** Enough for an entry to compose its handler; nothing is contacted. */
const ENVIRONMENT = {
  ...Object.fromEntries(Object.values(ENV).map((name) => [name, 'https://example.com/measured'])),
  [ENV.simulation]: 'false',
  AWS_REGION: 'eu-central-1',
};

const IMPORT_AND_TIME = `
  const start = performance.now();
  const { handler } = await import(process.argv[1]);
  if (typeof handler !== 'function') throw new Error('The bundle exports no handler');
  process.stdout.write(String(performance.now() - start));
`;

/** Bundles the function exactly as a deployment does and measures the result. */
export function measureBundle(name: FunctionName, processes = 5): BundleMeasure {
  const outdir = mkdtempSync(join(tmpdir(), 'rapport-bundle-'));
  try {
    new NodejsFunction(new Stack(new App({ outdir }), 'Measured'), 'Function', bundleOf(name));
    const [asset] = readdirSync(outdir).filter((each) => each.startsWith('asset.'));
    const file = join(outdir, asset ?? '', 'index.mjs');
    const times = Array.from({ length: processes }, () => importTime(file)).sort((a, b) => a - b);
    return { bytes: statSync(file).size, importMs: times[Math.floor(processes / 2)] ?? Number.NaN };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function importTime(file: string): number {
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', IMPORT_AND_TIME, file], {
    env: { ...process.env, ...ENVIRONMENT },
    encoding: 'utf8',
  });
  return Number(printed);
}
