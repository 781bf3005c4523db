/** Prints the size and import time of every function's bundle; exits 1 when `decide` is over its budget. */
import { FUNCTION_NAMES } from '../lib/function-names.ts';
import { DECIDE_BUDGET_BYTES, measureBundle } from './measure-bundle.ts';

process.stdout.write('function           size, KB   import, ms\n');
for (const name of FUNCTION_NAMES) {
  const { bytes, importMs } = measureBundle(name);
  const over = name === 'decide' && bytes > DECIDE_BUDGET_BYTES;
  if (over) process.exitCode = 1;
  const size = (bytes / 1000).toFixed(0).padStart(8);
  process.stdout.write(
    `${name.padEnd(19)}${size}${importMs.toFixed(0).padStart(13)}${over ? '  over budget' : ''}\n`,
  );
}
