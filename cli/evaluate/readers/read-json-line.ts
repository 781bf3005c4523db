import type { RawRow } from '../../../src/app/evaluate/raw-row.ts';
import {
  agree,
  distributionOf,
  filledText,
  finiteNumber,
  isObject,
  type JsonObject,
  jsonObject,
  timeOf,
} from './json-object.ts';
import { RowFault, shown } from './row-fault.ts';

const REWARD =
  'Write the reward as a number, e.g. 1 or 0.25; leave rows without one out, or say "mature": false.';
const PROPENSITY = 'Log the probability that the action was drawn with: above 0, at most 1.';

/**
 * A row of the JSON Lines that docs/evaluation-log.md describes.
 * @throws {RowFault} naming the field, what is wrong and how to mend it.
 */
export function readJsonLine(line: string): RawRow {
  const row = jsonObject(line);
  const mature = row['mature'] !== false;
  const action = filledText(row, 'action', 'Name the action that was taken.');
  const { arms, logged, distribution } = optionsOf(row);
  const propensity = propensityOf(row, action, distribution);
  if (arms !== undefined && !arms.includes(action)) {
    const field = distribution === undefined ? 'actions' : 'distribution';
    throw new RowFault(
      field,
      `lacks the action taken, "${action.slice(0, 40)}"`,
      'List every action that could be taken.',
    );
  }
  return {
    ...namesOf(row),
    ...(row['at'] === undefined ? {} : { at: timeOf(row['at'], 'at') }),
    // A row that is not yet mature needs no reward.
    reward: mature || row['reward'] !== undefined ? finiteNumber(row, 'reward', REWARD) : 0,
    action,
    propensity,
    ...(arms === undefined ? {} : { arms }),
    ...(logged === undefined ? {} : { logged }),
    closed: row['actions'] !== undefined,
    context: contextOf(row),
    ...predictedOf(row, arms),
    ...columnsOf(row, action),
    mature,
  };
}

function namesOf(row: JsonObject): Pick<RawRow, 'id' | 'borrower'> {
  const names: { id?: string; borrower?: string } = {};
  for (const name of ['id', 'borrower'] as const) {
    if (row[name] !== undefined && row[name] !== null)
      names[name] = filledText(row, name, 'Give a text, or leave it out.');
  }
  return names;
}

function optionsOf(row: JsonObject) {
  const listed = row['actions'];
  const distribution =
    row['distribution'] === undefined ? undefined : distributionOf(row['distribution'], 'distribution');
  if (listed === undefined) {
    const arms = distribution && Object.keys(distribution);
    return { arms, logged: distribution && Object.values(distribution), distribution };
  }
  const isList = Array.isArray(listed) && listed.every((each) => typeof each === 'string' && each !== '');
  if (!isList || listed.length === 0 || new Set(listed).size < listed.length) {
    throw new RowFault(
      'actions',
      'is no list of different names',
      'List every action that could be taken, each once.',
    );
  }
  const arms = listed as readonly string[];
  if (distribution === undefined) return { arms, logged: undefined, distribution };
  const stray = Object.keys(distribution).find((action) => !arms.includes(action));
  if (stray !== undefined) {
    throw new RowFault(
      'distribution',
      `has "${stray.slice(0, 40)}", which "actions" lacks`,
      'List it there too.',
    );
  }
  return { arms, logged: arms.map((arm) => distribution[arm] ?? 0), distribution };
}

function propensityOf(
  row: JsonObject,
  action: string,
  distribution: Readonly<Record<string, number>> | undefined,
): number {
  const ofDistribution = distribution?.[action];
  if (row['propensity'] === undefined && ofDistribution !== undefined) {
    if (ofDistribution > 0) return ofDistribution;
    throw new RowFault('distribution', 'gives the action taken probability 0', PROPENSITY);
  }
  const value = row['propensity'];
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new RowFault('propensity', `is ${shown(value)}`, PROPENSITY);
  if (!(value > 0 && value <= 1)) throw new RowFault('propensity', `is ${value}`, PROPENSITY);
  if (distribution !== undefined && ofDistribution !== undefined && !agree(value, ofDistribution)) {
    const problem = `gives the action taken ${ofDistribution}, but "propensity" says ${value}`;
    throw new RowFault(
      'distribution',
      problem,
      'Write the probabilities that the action was drawn with, once.',
    );
  }
  return value;
}

function contextOf(row: JsonObject): Record<string, number | string> {
  const { context, x } = row;
  if (x !== undefined) {
    if (!Array.isArray(x) || !x.every((value) => typeof value === 'number' && Number.isFinite(value))) {
      throw new RowFault(
        'x',
        'is no list of finite numbers',
        'Write numbers only, or use "context" for words.',
      );
    }
    return Object.fromEntries(x.map((value: number, index) => [`x${index}`, value]));
  }
  if (context === undefined || context === null) return {};
  if (!isObject(context))
    throw new RowFault('context', `is ${shown(context)}`, 'Write an object of numbers and words.');
  const known: Record<string, number | string> = {};
  for (const name of Object.keys(context)) {
    const value = context[name];
    if (value === null || value === undefined) continue;
    if (typeof value === 'number' || typeof value === 'string') known[name] = value;
    else if (typeof value === 'boolean') known[name] = String(value);
    else {
      const fix = 'Use numbers and words by name; write nested values out.';
      throw new RowFault(`context.${name.slice(0, 40)}`, `is ${shown(value)}`, fix);
    }
  }
  return known;
}

function predictedOf(row: JsonObject, arms: readonly string[] | undefined): Pick<RawRow, 'predicted'> {
  const { predicted } = row;
  if (predicted === undefined || predicted === null) return {};
  if (!isObject(predicted)) {
    throw new RowFault(
      'predicted',
      `is ${shown(predicted)}`,
      'Write the reward expected of each action, by action.',
    );
  }
  for (const action of arms ?? Object.keys(predicted)) {
    const value = predicted[action];
    if (typeof value === 'number' && Number.isFinite(value)) continue;
    const fix = 'Write the reward expected of every action that could be taken.';
    throw new RowFault(`predicted.${action.slice(0, 40)}`, `is ${shown(value)}`, fix);
  }
  // Without the list of what could be taken nobody knows which action is missing.
  return arms === undefined ? {} : { predicted: predicted as Record<string, number> };
}

function columnsOf(row: JsonObject, action: string): Pick<RawRow, 'columns'> {
  const { targets } = row;
  if (targets === undefined) return {};
  if (!isObject(targets)) {
    throw new RowFault(
      'targets',
      `is ${shown(targets)}`,
      'Write {"name": {"action": probability, …}} or {"name": probability}.',
    );
  }
  const columns: Record<string, number | Readonly<Record<string, number>>> = {};
  for (const name of Object.keys(targets)) {
    const value = targets[name];
    const field = `targets.${name.slice(0, 40)}`;
    if (typeof value !== 'number') columns[name] = distributionOf(value, field);
    else if (value >= 0 && value <= 1) columns[name] = value;
    else
      throw new RowFault(field, `gives "${action.slice(0, 40)}" ${value}`, 'Give a probability from 0 to 1.');
  }
  return { columns };
}
