import { parentPort, workerData } from 'node:worker_threads';
import { nodeSha256 } from '../../src/adapters/node-sha256.ts';
import { makeDecideBatch } from '../../src/app/decide-batch.ts';
import { readBatchLine, writeBatchAnswer, writeBatchError } from '../../src/contracts/batch-line.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import type { SnapshotId } from '../../src/core/identifiers.ts';
import { parseSnapshot } from '../../src/core/model/snapshot-codec.ts';
import type { Instant } from '../../src/core/time/instant.ts';

/** What a thread is started with. */
export interface WorkerSettings {
  readonly configuration: Configuration;
  readonly model?: { readonly id: SnapshotId; readonly bytes: Uint8Array };
  readonly at: Instant;
  readonly run: string;
  readonly full: boolean;
}

/** Whole lines of the input, each ended by a line feed but perhaps the last. */
export interface WorkerTask {
  readonly number: number;
  readonly lines: Uint8Array;
}

export interface WorkerResult {
  readonly number: number;
  readonly answers: Uint8Array;
  readonly tally: BatchTally;
}

export interface BatchTally {
  readonly lines: number;
  readonly selected: number;
  readonly withheld: number;
  readonly refused: number;
}

const { configuration, model, at, run, full } = workerData as WorkerSettings;
const decide = makeDecideBatch({
  configuration,
  model: model === undefined ? undefined : { id: model.id, snapshot: parseSnapshot(model.bytes) },
  at,
  run,
  full,
  sha256: nodeSha256,
});
const decoder = new TextDecoder();
const encoder = new TextEncoder();

parentPort?.on('message', ({ number, lines }: WorkerTask) => {
  const tally = { lines: 0, selected: 0, withheld: 0, refused: 0 };
  let answers = '';
  for (const line of decoder.decode(lines).split('\n')) {
    if (line.trim() === '') continue;
    tally.lines += 1;
    answers += `${answerTo(line, tally)}\n`;
  }
  const result: WorkerResult = { number, answers: encoder.encode(answers), tally };
  parentPort?.postMessage(result, [result.answers.buffer as ArrayBuffer]);
});

function answerTo(line: string, tally: { selected: number; withheld: number; refused: number }): string {
  try {
    const answer = decide(readBatchLine(line));
    tally[answer.status] += 1;
    return writeBatchAnswer(answer);
  } catch (error) {
    tally.refused += 1;
    return writeBatchError(error, line);
  }
}
