import {
  ConflictError,
  type FieldProblem,
  InvalidInputError,
  NotFoundError,
  UnavailableError,
} from '../core/errors.ts';
import type { ActionId } from '../core/identifiers.ts';
import { MAX_CREDITS } from '../core/model/fold.ts';
import { packStatistics } from '../core/model/pack-statistics.ts';
import type { Statistics } from '../core/model/statistics.ts';
import type { DecisionWeek } from '../core/time/decision-week.ts';
import type { Instant } from '../core/time/instant.ts';
import { bucketFold } from './bucket-fold.ts';
import { type EncodedContact, isFaulty, makeCheckHistory } from './check-history.ts';
import type { Dependencies } from './dependencies.ts';
import { hexadecimal } from './hexadecimal.ts';
import type { HistoryLine } from './history-line.ts';
import { importedModel } from './imports.ts';
import type { Import, PropensityLabel } from './ports/import-registry.ts';
import type { Authorship } from './ports/model-store.ts';
import type { StatisticsItem, StatisticsKey } from './ports/statistics-store.ts';

/**
 * What a row counts for when nobody says otherwise.
 * @remarks LinUCB's regression is on E[r | x, a], so its own updates carry no importance weights: which rows there are
 * does not bias it as long as what the choice went by is in x. In a log from elsewhere it may not be (an agent called
 * those who sounded willing), and the less is known of how its actions were chosen, the less can be said against that.
 * So such rows are believed less, not reweighted.
 */
export const DEFAULT_WEIGHTS: Readonly<Record<PropensityLabel, number>> = {
  known: 1,
  estimated: 0.5,
  absent: 0.25,
};

/** Faults told of one file; more of them are counted only. */
const TOLD_FAULTS = 20;

export interface WarmStartRequest {
  /** 1–64 lower-case letters, digits or "-", starting with a letter. */
  readonly name: string;
  /** What the log says of its propensities; when absent, the most that all its rows support. */
  readonly label?: PropensityLabel;
  /** In (0, 1]; when absent, {@link DEFAULT_WEIGHTS}. */
  readonly weight?: number;
  readonly by: Authorship;
  /** Reads the file from its beginning; called once to check it and once to learn from it. */
  readonly lines: () => AsyncIterable<HistoryLine>;
}

export interface WarmStartReport {
  /** `unchanged`: this very import is there already. `reweighted`: only its label or weight was changed. */
  readonly outcome: 'checked' | 'imported' | 'unchanged' | 'reweighted';
  readonly entry: Import;
  readonly arms: number;
}

export interface WarmStartOptions {
  /** Checks the file and writes nothing. */
  readonly dryRun?: boolean;
  /** @param pass 1 while it is checked, 2 while it is learned from. */
  readonly onRow?: (rows: number, pass: 1 | 2) => void;
}

export interface WarmStart {
  /**
   * Folds a file of historical contacts into statistics of their own and registers them.
   * @remarks All or nothing: the entry in the registry, without which the statistics don't count, is written last.
   * Doing it again, after a crash too, comes to the same.
   * @throws {InvalidInputError} `schema-violation` naming lines, fields and fixes; nothing was written then.
   * {@link ConflictError} `import-exists` when the name is another file's, or the file has another name already.
   */
  add(request: WarmStartRequest, now: Instant, options?: WarmStartOptions): Promise<WarmStartReport>;
  list(): Promise<readonly Import[]>;
  /** Takes an import away, exactly. @throws {NotFoundError} `import-unknown` */
  remove(name: string): Promise<{ readonly rows: number }>;
}

export function makeWarmStart(
  deps: Pick<Dependencies, 'configuration' | 'statistics' | 'imports' | 'sha256'>,
): WarmStart {
  const { configuration, statistics, imports, sha256 } = deps;
  const { model } = configuration;

  return { add, list: () => imports.list(model), remove };

  async function add(
    request: WarmStartRequest,
    now: Instant,
    { dryRun = false, onRow = () => {} }: WarmStartOptions = {},
  ): Promise<WarmStartReport> {
    checkSettings(request);
    const checked = await check(request, now, (rows) => onRow(rows, 1));
    const known = await imports.list(model);
    const before = known.find(({ name }) => name === request.name);
    refuseDoubles(request.name, checked.digest, known);
    const label = request.label ?? before?.label ?? checked.label;
    const entry: Import = {
      model,
      name: request.name,
      label,
      weight: request.weight ?? before?.weight ?? DEFAULT_WEIGHTS[label],
      rows: checked.rows,
      digest: checked.digest,
      schema: configuration.features,
      by: request.by,
      at: now,
      version: (before?.version ?? 0) + 1,
    };
    const report = { entry, arms: checked.arms };
    if (dryRun) return { outcome: 'checked', ...report };
    if (before !== undefined) {
      if (before.label === entry.label && before.weight === entry.weight) {
        return { outcome: 'unchanged', ...report, entry: before };
      }
      await register({ ...entry, schema: before.schema });
      return { outcome: 'reweighted', ...report };
    }
    const folded = await fold(request, now, checked.digest, (rows) => onRow(rows, 2));
    await store(request.name, folded);
    await register(entry);
    return { outcome: 'imported', ...report };
  }

  /** The first pass: nothing is kept but what there is to say about the file. */
  async function check(request: WarmStartRequest, now: Instant, onRow: (rows: number) => void) {
    const checkLine = makeCheckHistory(configuration, now);
    const digest = runningDigest();
    const arms = new Set<ActionId>();
    const tally = { logged: 0, estimated: 0, none: 0 };
    const faults: FieldProblem[] = [];
    let faulty = 0;
    let rows = 0;
    for await (const line of request.lines()) {
      digest.add(line.text);
      rows += 1;
      onRow(rows);
      const checked = checkLine(line);
      const found = isFaulty(checked) ? checked : labelFaults(request.label, checked);
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
    request: WarmStartRequest,
    now: Instant,
    expected: string,
    onRow: (rows: number) => void,
  ): Promise<ReadonlyMap<string, Statistics>> {
    const checkLine = makeCheckHistory(configuration, now);
    const digest = runningDigest();
    const folded = bucketFold();
    const inBucket = new Map<string, number>();
    let rows = 0;
    for await (const line of request.lines()) {
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

  /** Writes the items, and removes those that an earlier, unfinished import under the name has left. */
  async function store(name: string, folded: ReadonlyMap<string, Statistics>): Promise<void> {
    const left = new Map<string, StatisticsItem>();
    for await (const item of statistics.list(importedModel(model, name))) left.set(placeOf(item.key), item);
    for (const [place, sums] of folded) {
      const before = left.get(place);
      left.delete(place);
      if (before !== undefined && sameBytes(before.statistics, sums)) continue;
      const key = keyOf(name, place);
      const item = { key, statistics: sums, receipts: [], version: (before?.version ?? 0) + 1 };
      if ((await statistics.put(item)) === 'moved') throw racing(name);
    }
    for (const { key } of left.values()) await statistics.remove(key);
  }

  async function register(entry: Import): Promise<void> {
    if ((await imports.put(entry)) === 'moved') throw racing(entry.name);
  }

  async function remove(name: string): Promise<{ readonly rows: number }> {
    const entry = await imports.get(model, name);
    await imports.remove(model, name);
    const keys: StatisticsKey[] = [];
    for await (const { key } of statistics.list(importedModel(model, name))) keys.push(key);
    if (entry === undefined && keys.length === 0) {
      throw new NotFoundError(
        'import-unknown',
        `There is no import ${name}; list them with: npx rapport warm-start list`,
      );
    }
    for (const key of keys) await statistics.remove(key);
    return { rows: entry?.rows ?? 0 };
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

  function keyOf(name: string, place: string): StatisticsKey {
    const [arm = '', week, sibling] = place.split(' ');
    return {
      model: importedModel(model, name),
      arm: arm as ActionId,
      week: Number(week) as DecisionWeek,
      sibling: Number(sibling),
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

function placeOf({ arm, week, sibling }: StatisticsKey): string {
  return `${arm} ${week} ${sibling}`;
}

function sameBytes(left: Statistics, right: Statistics): boolean {
  const [a, b] = [packStatistics(left), packStatistics(right)];
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function strongestLabel({ estimated, none }: Record<EncodedContact['propensity'], number>): PropensityLabel {
  if (none > 0) return 'absent';
  return estimated > 0 ? 'estimated' : 'known';
}

/** What keeps a row from being what the label says of all of them. */
function labelFaults(
  label: PropensityLabel | undefined,
  { propensity }: EncodedContact,
): readonly FieldProblem[] {
  if (label === 'known' && propensity !== 'logged') {
    return [
      {
        pointer: propensity === 'none' ? '/propensity' : '/propensitySource',
        problem:
          propensity === 'none'
            ? 'is missing, though the label is known'
            : 'is not "logged", though the label is known',
        fix: 'give the probability that was logged, or import with --label estimated or absent',
      },
    ];
  }
  if (label === 'estimated' && propensity === 'none') {
    const fix = 'give its estimate, or import with --label absent';
    return [{ pointer: '/propensity', problem: 'is missing, though the label is estimated', fix }];
  }
  return [];
}

const NAME = /^[a-z][a-z0-9-]{0,63}$/;

function checkSettings({ name, weight }: WarmStartRequest): void {
  const fields: FieldProblem[] = [];
  if (!NAME.test(name)) {
    const fix = 'use 1–64 lower-case letters, digits or "-", starting with a letter';
    fields.push({ pointer: '--name', problem: 'is no usable name', fix });
  }
  if (weight !== undefined && !(weight > 0 && weight <= 1)) {
    fields.push({ pointer: '--weight', problem: `is ${weight}`, fix: 'give a number above 0, at most 1' });
  }
  if (fields.length > 0) throw unusable('The import can not be named or weighted so', fields);
}

function refuseDoubles(name: string, digest: string, known: readonly Import[]): void {
  const same = known.find((entry) => entry.name === name);
  if (same !== undefined && same.digest !== digest) {
    throw new ConflictError(
      'import-exists',
      `The name ${name} is taken by another file; choose another --name, or first: npx rapport warm-start remove ${name}`,
    );
  }
  const twin = known.find((entry) => entry.name !== name && entry.digest === digest);
  if (twin !== undefined) {
    throw new ConflictError(
      'import-exists',
      `This very file is imported already, as ${twin.name}: its contacts would count twice.`,
    );
  }
}

function onLine({ pointer, problem, fix }: FieldProblem, { number }: HistoryLine): FieldProblem {
  return { pointer: `line ${number} ${pointer}`, problem, fix };
}

function unusable(what: string, fields: readonly FieldProblem[]): InvalidInputError {
  return new InvalidInputError('schema-violation', `${what}; nothing was imported.`, { fields });
}

function changedMeanwhile(): ConflictError {
  return new ConflictError('version-moved', 'The file changed while it was read; nothing was imported.');
}

function racing(name: string): UnavailableError {
  return new UnavailableError('contention', `Somebody else is importing ${name} just now; look again later.`);
}
