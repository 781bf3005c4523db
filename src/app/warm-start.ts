import { NotFoundError, UnavailableError } from '../core/errors.ts';
import type { ActionId } from '../core/identifiers.ts';
import { packStatistics } from '../core/model/pack-statistics.ts';
import type { Statistics } from '../core/model/statistics.ts';
import type { DecisionWeek } from '../core/time/decision-week.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Dependencies } from './dependencies.ts';
import type { HistoryLine } from './history-line.ts';
import { checkSettings, refuseDoubles } from './import-checks.ts';
import { importedModel } from './imports.ts';
import type { Import, PropensityLabel } from './ports/import-registry.ts';
import type { Authorship } from './ports/model-store.ts';
import type { StatisticsItem, StatisticsKey } from './ports/statistics-store.ts';
import { makeReadHistory } from './read-history.ts';

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
  const { configuration, statistics, imports } = deps;
  const { model } = configuration;

  const history = makeReadHistory(deps);
  return { add, list: () => imports.list(model), remove };

  async function add(
    request: WarmStartRequest,
    now: Instant,
    { dryRun = false, onRow = () => {} }: WarmStartOptions = {},
  ): Promise<WarmStartReport> {
    checkSettings(request);
    const checked = await history.check(request, now, (rows) => onRow(rows, 1));
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
    const folded = await history.fold(request, now, checked.digest, (rows) => onRow(rows, 2));
    await store(request.name, folded);
    await register(entry);
    return { outcome: 'imported', ...report };
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

function placeOf({ arm, week, sibling }: StatisticsKey): string {
  return `${arm} ${week} ${sibling}`;
}

function sameBytes(left: Statistics, right: Statistics): boolean {
  const [a, b] = [packStatistics(left), packStatistics(right)];
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function racing(name: string): UnavailableError {
  return new UnavailableError('contention', `Somebody else is importing ${name} just now; look again later.`);
}
