import { AppError } from '../src/core/errors.ts';

/** Runs a benchmark's command; what the user can mend is told in words, without a stack. */
export async function runBench(main: () => Promise<void>): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe, e.g. `| head`, has seen enough.
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  try {
    await main();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`bench: ${error.message} [${error.code}]\n`);
    process.exitCode = 1;
  }
}
