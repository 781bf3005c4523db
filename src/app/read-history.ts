import type { Configuration } from '../core/configuration.ts';
import { ConflictError, type FieldProblem } from '../core/errors.ts';
import type { ActionId } from '../core/identifiers.ts';
import { MAX_CREDITS } from '../core/model/fold.ts';
import type { Statistics } from '../core/model/statistics.ts';
import type { Instant } from '../core/time/instant.ts';
import { bucketFold } from './bucket-fold.ts';
import { type EncodedContact, isFaulty, makeCheckHistory } from './check-history.ts';
import { hexadecimal } from './hexadecimal.ts';
import type { HistoryLine } from './history-line.ts';
import { labelFaults, onLine, strongestLabel, unusable } from './import-checks.ts';
import type { PropensityLabel } from './ports/import-registry.ts';
import type { Sha256 } from './ports/sha256.ts';

/** Faults told of one file; more of them are counted only. */
const TOLD_FAULTS = 20;

export interface CheckedHistory {
  readonly rows: number;
  /** How many actions occur in it. */
  readonly arms: number;
  /** Of its lines. */
  readonly digest: string;
  /** The most that all its rows support. */
  readonly label: PropensityLabel;
}

export interface HistorySource {
  /** Reads the file from its beginning; called once to check it and once to learn from it. */
  readonly lines: () => AsyncIterable<HistoryLine>;
  /** What its rows are claimed to be. */
  readonly label?: PropensityLabel;
}

/** The two passes over a file of historical contacts; neither writes anything. */
export function makeReadHistory({
  configuration,
  sha256,
}: {
  readonly configuration: Configuration;
  readonly sha256: Sha256;
}) {
  return { check, fold };

  /** The first pass: nothing is kept but what there is to say about the file. */
  async function check(
    source: HistorySource,
    now: Instant,
    onRow: (rows: number) => void,
  ): Promise<CheckedHistory> {
    const checkLine = makeCheckHistory(configuration, now);
    const digest = runningDigest();
    const arms = new Set<ActionId>();
    const tally = { logged: 0, estimated: 0, none: 0 };
    const faults: FieldProblem[] = [];
    let faulty = 0;
    let rows = 0;
    for await (const line of source.lines()) {
      digest.add(line.text);
      rows += 1;
      onRow(rows);
      const checked = checkLine(line);
      const found = isFaulty(checked) ? checked : labelFaults(source.label, checked);
      if (found.length > 0) {
        faulty += 1;
        if (faults.length < TOLD_FAULTS) faults.push(...found.map((fault) => onLine(fault, line)));
      }
      if (isFaulty(checked)) continue;
      tally[checked.propensity] += 1;
      arms.add(checked.action);
    }
    if (rows === 0) throw unusable('There is not one line in it', []);
    if (faulty > 0) throw unusable(`${faulty} of ${rows} lines can't be learned from`, faults);
    return { rows, arms: arms.size, digest: digest.value(), label: strongestLabel(tally) };
  }

  /** The second pass. Sums are exact, so neither the order of the rows nor how they are batched matters. */
  async function fold(
    source: HistorySource,
    now: Instant,
    expected: string,
    onRow: (rows: number) => void,
  ): Promise<ReadonlyMap<string, Statistics>> {
    const checkLine = makeCheckHistory(configuration, now);
    const digest = runningDigest();
    const folded = bucketFold();
    const inBucket = new Map<string, number>();
    let rows = 0;
    for await (const line of source.lines()) {
      digest.add(line.text);
      rows += 1;
      onRow(rows);
      const checked = checkLine(line);
      if (isFaulty(checked)) throw changedMeanwhile();
      const { x, reward } = checked;
      folded.add(bucketOf(checked, inBucket), { kind: 'credit', x, reward });
    }
    if (digest.value() !== expected) throw changedMeanwhile();
    return folded.finish();
  }

  /** A chain of hashes over the lines, so that a file of any size takes no memory. */
  function runningDigest() {
    let digest = '';
    return {
      add(text: string): void {
        digest = hexadecimal(sha256(`${digest}\n${text}`));
      },
      value: () => digest,
    };
  }
}

/** `<arm> <week> <sibling>`; a sibling takes as many rows as its sums are exact for. */
function bucketOf({ action, week }: EncodedContact, inBucket: Map<string, number>): string {
  const bucket = `${action} ${week}`;
  const rows = inBucket.get(bucket) ?? 0;
  inBucket.set(bucket, rows + 1);
  return `${bucket} ${Math.floor(rows / MAX_CREDITS)}`;
}

function changedMeanwhile(): ConflictError {
  return new ConflictError('version-moved', 'The file changed while it was read; nothing was imported.');
}
