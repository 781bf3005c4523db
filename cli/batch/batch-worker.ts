import { parentPort, workerData } from 'node:worker_threads';
import { nodeSha256 } from '../../src/adapters/node-sha256.ts';
import { makeDecideBatch } from '../../src/app/decide-batch.ts';
import type { ServedModel } from '../../src/app/model-source.ts';
import { readBatchLine, writeBatchAnswer, writeBatchError } from '../../src/contracts/batch-line.ts';
import { canonicalJson } from '../../src/core/canonical-json.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import type { PolicyBook } from '../../src/core/experiment/policy-book.ts';
import type { SnapshotId } from '../../src/core/identifiers.ts';
import { parseSnapshot } from '../../src/core/model/snapshot-codec.ts';
import type { Instant } from '../../src/core/time/instant.ts';

export interface StoredModel {
  readonly id: SnapshotId;
  readonly bytes: Uint8Array;
}

/** What a thread is started with. */
export interface WorkerSettings {
  readonly configuration: Configuration;
  readonly model?: StoredModel;
  /** What is served to whom, with the models of its policies by their canonical JSON. */
  readonly book?: PolicyBook;
  readonly models?: ReadonlyMap<string, StoredModel>;
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

const { configuration, model, book, models = new Map(), at, run, full } = workerData as WorkerSettings;
const parsed = new Map([...models].map(([name, each]) => [name, served(each)]));
const decide = makeDecideBatch({
  configuration,
  model: model === undefined ? undefined : served(model),
  ...(book === undefined ? {} : { book }),
  find: (policy) => parsed.get(canonicalJson(policy)),
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

function served({ id, bytes }: StoredModel): ServedModel {
  return { id, snapshot: parseSnapshot(bytes) };
}

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
