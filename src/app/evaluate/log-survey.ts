import { type MomentsState, moments } from '../../core/evaluation/moments.ts';
import type { RawRow } from './raw-row.ts';

/** What one look at a log, or a part of it, finds; as data, so that it can pass between threads. */
export interface LogSurvey {
  /** Rows that can be valued: mature ones with something to choose from. */
  readonly rows: number;
  readonly immature: number;
  /** Rows of the last days, of which others are not in the log yet: see {@link lastWholeTime}. */
  readonly recent: number;
  /** Rows with one action to choose from: they say nothing of any other policy. */
  readonly single: number;
  /** Rows without an opinion of the policy in the shadow. */
  readonly withoutShadow: number;
  /** Rows whose cost is unknown. */
  readonly costUnknown: number;
  /** Rows that list the log's probability of every action. */
  readonly whole: number;
  /** Rows that say what could be taken. */
  readonly listed: number;
  readonly withId: number;
  readonly withTime: number;
  readonly withBorrower: number;
  /** Rows with the reward that a model expected of each action. */
  readonly predicted: number;
  readonly rewards: { readonly least: number; readonly most: number };
  /** The least probability that the log gave to anything. */
  readonly leastLogged: number;
  readonly actions: ReadonlySet<string>;
  /** Names of other policies' probabilities, with the rows that have them. */
  readonly columns: ReadonlyMap<string, number>;
  readonly encodedNames: ReadonlySet<string>;
  readonly numbers: ReadonlyMap<string, NumberSurvey>;
  readonly words: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Features of more words than a policy can be told by. */
  readonly tooMany: ReadonlySet<string>;
  /** Times of the first and the last row, and whether each is no earlier than the one before. */
  readonly first?: number;
  readonly last?: number;
  readonly inOrder: boolean;
  /** The longest from a decision to its final outcome, and the last time at which an outcome was final. */
  readonly longestWait?: number;
  readonly lastFinal?: number;
  /** Of all rows with a time, in whatever order they are. */
  readonly earliest?: number;
  readonly latest?: number;
}

export interface NumberSurvey {
  readonly moments: MomentsState;
  readonly least: number;
  readonly most: number;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A feature with more words than this is a name, not a kind. */
const MOST_WORDS = 500;

/** What rows are wanted for. */
export interface Wanted {
  /** A target is the policy in the shadow. */
  readonly needsShadow: boolean;
  /** Later decisions are left out. */
  readonly until?: number;
}

/**
 * Up to when a log is whole that holds decisions only once their outcomes are final: of later ones, those actions are
 * missing whose outcomes take longest, so that what is there is not what was drawn. `whole`: the log doesn't say when outcomes
 * were final, or nothing comes after. `unknown`: it would leave less than half of the log's days, as of a log shorter than
 * outcomes take, whose decisions may all be there.
 */
export function lastWholeTime(survey: LogSurvey): number | 'whole' | 'unknown' {
  const { longestWait, lastFinal, earliest, latest } = survey;
  if (longestWait === undefined || lastFinal === undefined) return 'whole';
  if (earliest === undefined || latest === undefined) return 'whole';
  const until = lastFinal - longestWait;
  if (until >= latest) return 'whole';
  return until < (earliest + latest) / 2 ? 'unknown' : until;
}

/** Why a row is counted only; undefined when it can be valued. */
export function obstacleOf(
  row: RawRow,
  { needsShadow, until = Number.POSITIVE_INFINITY }: Wanted,
): 'immature' | 'recent' | 'single' | 'withoutShadow' | undefined {
  if (!row.mature) return 'immature';
  if (row.at !== undefined && row.at > until) return 'recent';
  if (row.arms?.length === 1) return 'single';
  return needsShadow && row.shadow === undefined ? 'withoutShadow' : undefined;
}

export interface SurveyTally {
  /** @returns Whether the row can be valued. */
  add(row: RawRow, wanted: Wanted): boolean;
  survey(): LogSurvey;
}

export function surveyTally(): SurveyTally {
  const actions = new Set<string>();
  const columns = new Map<string, number>();
  const encodedNames = new Set<string>();
  const numbers = new Map<string, Mutable<NumberSurvey>>();
  const words = new Map<string, Map<string, number>>();
  const tooMany = new Set<string>();
  const found: Mutable<LogSurvey> & { rewards: { least: number; most: number } } = {
    ...EMPTY,
    rewards: { ...EMPTY.rewards },
    actions,
    columns,
    encodedNames,
    numbers,
    words,
    tooMany,
  };
  let namesSeen: readonly string[] | undefined;

  function addFeature(name: string, value: number | string): void {
    if (typeof value === 'number') {
      const known = numbers.get(name);
      if (known === undefined) {
        numbers.set(name, { moments: moments.add(moments.empty, value), least: value, most: value });
        return;
      }
      known.moments = moments.add(known.moments, value);
      known.least = Math.min(known.least, value);
      known.most = Math.max(known.most, value);
      return;
    }
    if (tooMany.has(name)) return;
    const counts = words.get(name) ?? new Map<string, number>();
    words.set(name, counts);
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size <= MOST_WORDS) return;
    tooMany.add(name);
    words.delete(name);
  }

  return {
    add: (row, wanted) => {
      if (row.at !== undefined) {
        if (row.finalAt !== undefined) {
          found.longestWait = Math.max(found.longestWait ?? 0, row.finalAt - row.at);
          found.lastFinal = Math.max(found.lastFinal ?? row.finalAt, row.finalAt);
        }
        found.withTime += 1;
        found.inOrder &&= found.last === undefined || row.at >= found.last;
        found.earliest = Math.min(found.earliest ?? row.at, row.at);
        found.latest = Math.max(found.latest ?? row.at, row.at);
        found.first ??= row.at;
        found.last = row.at;
      }
      if (row.id !== undefined) found.withId += 1;
      const obstacle = obstacleOf(row, wanted);
      if (obstacle !== undefined) {
        found[obstacle] += 1;
        return false;
      }
      found.rows += 1;
      if (row.borrower !== undefined) found.withBorrower += 1;
      if (row.costUnknown) found.costUnknown += 1;
      if (row.arms !== undefined) found.listed += 1;
      if (row.predicted !== undefined) found.predicted += 1;
      found.rewards.least = Math.min(found.rewards.least, row.reward);
      found.rewards.most = Math.max(found.rewards.most, row.reward);
      found.leastLogged = Math.min(found.leastLogged, row.propensity);
      actions.add(row.action);
      for (const arm of row.arms ?? []) actions.add(arm);
      if (row.logged !== undefined) {
        found.whole += 1;
        for (const p of row.logged) if (p > 0) found.leastLogged = Math.min(found.leastLogged, p);
      }
      for (const name of Object.keys(row.columns ?? {})) columns.set(name, (columns.get(name) ?? 0) + 1);
      if (row.features !== undefined) {
        if (row.features.names !== namesSeen) for (const name of row.features.names) encodedNames.add(name);
        namesSeen = row.features.names;
      } else for (const name of Object.keys(row.context)) addFeature(name, row.context[name] ?? '');
      return true;
    },
    survey: () => found,
  };
}

/** What all parts together have; parts in the order of the log. */
export function mergeSurveys(parts: readonly LogSurvey[]): LogSurvey {
  return parts.reduce(merged, EMPTY);
}

function merged(a: LogSurvey, b: LogSurvey): LogSurvey {
  const tooMany = new Set([...a.tooMany, ...b.tooMany]);
  const words = mergedMaps(a.words, b.words, (left, right) => mergedMaps(left, right, plus));
  for (const [name, counts] of words) if (counts.size > MOST_WORDS) tooMany.add(name);
  for (const name of tooMany) words.delete(name);
  const first = a.first ?? b.first;
  const last = b.last ?? a.last;
  return {
    rows: a.rows + b.rows,
    immature: a.immature + b.immature,
    recent: a.recent + b.recent,
    single: a.single + b.single,
    withoutShadow: a.withoutShadow + b.withoutShadow,
    costUnknown: a.costUnknown + b.costUnknown,
    whole: a.whole + b.whole,
    listed: a.listed + b.listed,
    withId: a.withId + b.withId,
    withTime: a.withTime + b.withTime,
    withBorrower: a.withBorrower + b.withBorrower,
    predicted: a.predicted + b.predicted,
    rewards: {
      least: Math.min(a.rewards.least, b.rewards.least),
      most: Math.max(a.rewards.most, b.rewards.most),
    },
    leastLogged: Math.min(a.leastLogged, b.leastLogged),
    actions: new Set([...a.actions, ...b.actions]),
    columns: mergedMaps(a.columns, b.columns, plus),
    encodedNames: new Set([...a.encodedNames, ...b.encodedNames]),
    numbers: mergedMaps(a.numbers, b.numbers, (left, right) => ({
      moments: moments.merge(left.moments, right.moments),
      least: Math.min(left.least, right.least),
      most: Math.max(left.most, right.most),
    })),
    words,
    tooMany,
    ...(first === undefined ? {} : { first }),
    ...(last === undefined ? {} : { last }),
    ...furthest('longestWait', a, b, Math.max),
    ...furthest('lastFinal', a, b, Math.max),
    ...furthest('earliest', a, b, Math.min),
    ...furthest('latest', a, b, Math.max),
    inOrder: a.inOrder && b.inOrder && (a.last === undefined || b.first === undefined || b.first >= a.last),
  };
}

function furthest(
  name: 'longestWait' | 'lastFinal' | 'earliest' | 'latest',
  a: LogSurvey,
  b: LogSurvey,
  of: (...values: number[]) => number,
): Partial<LogSurvey> {
  const values = [a[name], b[name]].filter((value) => value !== undefined);
  return values.length === 0 ? {} : { [name]: of(...values) };
}

function mergedMaps<Value>(
  a: ReadonlyMap<string, Value>,
  b: ReadonlyMap<string, Value>,
  merge: (left: Value, right: Value) => Value,
): Map<string, Value> {
  const result = new Map(a);
  for (const [key, value] of b) {
    const own = result.get(key);
    result.set(key, own === undefined ? value : merge(own, value));
  }
  return result;
}

const plus = (a: number, b: number): number => a + b;

const EMPTY: LogSurvey = {
  rows: 0,
  immature: 0,
  recent: 0,
  single: 0,
  withoutShadow: 0,
  costUnknown: 0,
  whole: 0,
  listed: 0,
  withId: 0,
  withTime: 0,
  withBorrower: 0,
  predicted: 0,
  rewards: { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY },
  leastLogged: 1,
  actions: new Set(),
  columns: new Map(),
  encodedNames: new Set(),
  numbers: new Map(),
  words: new Map(),
  tooMany: new Set(),
  inOrder: true,
};
