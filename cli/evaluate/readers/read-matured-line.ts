import type { RawRow } from '../../../src/app/evaluate/raw-row.ts';
import { WHOLE } from '../../../src/core/policy/distribution.ts';
import { filledText, finiteNumber, isObject, type JsonObject, jsonObject, timeOf } from './json-object.ts';
import { RowFault, shown } from './row-fault.ts';

const REBUILD =
  'The line was not written as docs/matured-log.md says; make the log again: npx rapport rebuild-log.';

/**
 * A row of the matured log, with the cost of the contact taken off.
 * @param costs Of channels, for rows that hold no cost since the fixed rules decided.
 * @throws {RowFault} naming the field, what is wrong and how to mend it.
 */
export function readMaturedLine(line: string, costs: ReadonlyMap<string, number>, intern: Intern): RawRow {
  const row = jsonObject(line);
  if (row['schema'] !== 1) {
    throw new RowFault(
      'schema',
      `is ${shown(row['schema'])}`,
      'This reads rows of version 1; --format says what else a log may be.',
    );
  }
  const action = filledText(row, 'action', REBUILD);
  const { arms, logged } = distributionOf(row, action);
  const propensity = finiteNumber(row, 'propensity', REBUILD);
  const place = arms.indexOf(action);
  if (place < 0) throw new RowFault('distribution', `lacks the action taken, "${action}"`, REBUILD);
  if (propensity !== logged[place]) {
    throw new RowFault('propensity', `is ${propensity}, but "distribution" says ${logged[place]}`, REBUILD);
  }
  const reward = finiteNumber(row, 'reward', REBUILD);
  const { cost, known } = costOf(row, costs);
  const { shadow } = row;
  return {
    id: filledText(row, 'decisionId', REBUILD),
    borrower: filledText(row, 'borrowerId', REBUILD),
    at: timeOf(row['decidedAt'], 'decidedAt'),
    ...(row['rewardWindowEndsAt'] === null
      ? {}
      : { finalAt: timeOf(row['rewardWindowEndsAt'], 'rewardWindowEndsAt') }),
    reward: reward - cost,
    beforeCost: reward,
    action,
    propensity,
    arms,
    logged,
    closed: true,
    context: (isObject(row['context']) ? row['context'] : {}) as Record<string, number | string>,
    features: featuresOf(row, intern),
    ...(isObject(shadow) ? { shadow: finiteNumber(shadow, 'propensity', REBUILD) } : {}),
    mature: true,
    ...(row['training'] === 'kept-out' ? { keptOut: true } : {}),
    ...(known ? {} : { costUnknown: true }),
  };
}

/** The one list for all lists with the same names: comparing them is comparing places then. */
export type Intern = (names: readonly string[]) => readonly string[];

/** Remembers the lists it was given. */
export function makeIntern(): Intern {
  const lists = new Map<string, readonly string[]>();
  return (names) => {
    const key = names.join('\n');
    const known = lists.get(key);
    if (known !== undefined) return known;
    lists.set(key, names);
    return names;
  };
}

function distributionOf(row: JsonObject, action: string) {
  const { distribution } = row;
  if (!Array.isArray(distribution) || distribution.length === 0) {
    throw new RowFault('distribution', `is ${shown(distribution)}`, REBUILD);
  }
  const arms: string[] = [];
  const logged: number[] = [];
  let sum = 0;
  for (const option of distribution as readonly unknown[]) {
    if (!isObject(option)) throw new RowFault('distribution', 'has an entry that is no object', REBUILD);
    const weight = finiteNumber(option, 'weight', REBUILD);
    if (!(weight >= 0)) throw new RowFault('distribution', `has a weight of ${weight}`, REBUILD);
    arms.push(filledText(option, 'action', REBUILD));
    logged.push(weight / WHOLE);
    sum += weight;
  }
  if (sum !== WHOLE)
    throw new RowFault('distribution', `of "${action}" sums to ${sum} and not to 2³²`, REBUILD);
  return { arms, logged };
}

function costOf(row: JsonObject, costs: ReadonlyMap<string, number>) {
  const { cost, channel } = row;
  if (typeof cost === 'number' && Number.isFinite(cost)) return { cost, known: true };
  const configured = typeof channel === 'string' ? costs.get(channel) : 0;
  return { cost: configured ?? 0, known: configured !== undefined };
}

function featuresOf(row: JsonObject, intern: Intern) {
  const { features } = row;
  const names = isObject(features) ? features['names'] : undefined;
  const encoded = isObject(features) ? features['encoded'] : undefined;
  if (!Array.isArray(names) || !Array.isArray(encoded) || names.length !== encoded.length) {
    throw new RowFault('features', 'are no list of names and one of as many numbers', REBUILD);
  }
  return { names: intern(names), values: Float64Array.from(encoded) };
}
