import { Worker } from 'node:worker_threads';
import { nodeSha256 } from '../../src/adapters/node-sha256.ts';
import { hexadecimal } from '../../src/app/hexadecimal.ts';
import { openWorkerPool } from '../worker-pool.ts';
import { describeInput, offsetAfter, openOutput } from './batch-file.ts';
import type { BatchTally, WorkerResult, WorkerSettings, WorkerTask } from './batch-worker.ts';
import { lineBlocks } from './line-blocks.ts';

export interface BatchOptions {
  readonly settings: WorkerSettings;
  readonly input: string;
  readonly output: string;
  readonly threads: number;
  readonly resume: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BatchProgress) => void;
}

export interface BatchProgress {
  /** How far the input is answered, and how long it is. */
  readonly bytes: number;
  readonly ofBytes: number;
  readonly tally: BatchTally;
}

export interface BatchReport {
  /** Of this run; a resumed one does not count what was there. */
  readonly tally: BatchTally;
  readonly resumedAfter: number;
  /** False when it was stopped before the end; the output holds whole lines then, and can be gone on with. */
  readonly finished: boolean;
}

/** Blocks on their way at once for each thread: one in work, one at the ready. */
const AHEAD = 2;

/**
 * Answers a file of borrowers line by line, in order, on several threads.
 * @remarks Memory is bounded on both sides: a block is read only when a thread is about to be idle, and answers wait
 * for nothing but those before them, at most {@link AHEAD} blocks a thread.
 */
export async function runBatch(options: BatchOptions): Promise<BatchReport> {
  const { settings, input, output, threads, resume, signal, onProgress } = options;
  const { bytes: ofBytes, changedAt } = await describeInput(input);
  const { file, answered, complete } = await openOutput(
    output,
    fingerprintOf(settings, ofBytes, changedAt),
    resume,
  );
  const start = await offsetAfter(input, answered);
  const pool = openWorkerPool<WorkerTask, WorkerResult>(
    threads,
    () => new Worker(new URL('batch-worker.ts', import.meta.url), { workerData: settings }),
    ({ lines }) => [lines.buffer as ArrayBuffer],
  );
  const total = { lines: 0, selected: 0, withheld: 0, refused: 0 };
  const ahead: { readonly result: Promise<WorkerResult>; readonly end: number }[] = [];

  async function writeNext(): Promise<void> {
    const next = ahead.shift();
    if (next === undefined) return;
    const { answers, tally } = await next.result;
    await file.appendFile(answers);
    for (const name of ['lines', 'selected', 'withheld', 'refused'] as const) total[name] += tally[name];
    onProgress({ bytes: next.end, ofBytes, tally: total });
  }

  let finished = false;
  try {
    let number = 0;
    for await (const { lines, end } of lineBlocks(input, start)) {
      if (signal.aborted) break;
      const result = pool.run({ number, lines });
      // Looked at in its turn; until then a failure must not count as unhandled.
      result.catch(() => undefined);
      ahead.push({ result, end });
      number += 1;
      if (ahead.length >= AHEAD * threads) await writeNext();
    }
    while (ahead.length > 0) await writeNext();
    finished = !signal.aborted;
    if (finished) await complete();
  } finally {
    await file.close();
    await pool.close();
  }
  return { tally: total, resumedAfter: answered, finished };
}

/** Of all that the answers depend on: a run may only be gone on with on the same. */
function fingerprintOf(
  { configuration, model, book, models = new Map(), at, run, full }: WorkerSettings,
  bytes: number,
  changedAt: number,
): string {
  const others = [...models].map(([policy, { id }]) => [policy, id]);
  const facts = [configuration, model?.id ?? null, book ?? null, others, at, run, full, bytes, changedAt];
  return hexadecimal(nodeSha256(JSON.stringify(facts)));
}
