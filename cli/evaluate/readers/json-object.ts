import { RowFault, shown } from './row-fault.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** The object that a line of JSON is. @throws {RowFault} when it is none. */
export function jsonObject(line: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.slice(0, 80) : 'broken';
    // JSON has no NaN and no Infinity; programs that write them anyway are the usual reason.
    const fix = /\b(NaN|-?Infinity)\b/.test(line)
      ? 'JSON has no NaN or Infinity: write a number, or leave the row out.'
      : 'Write one JSON object on each line; of a list, jq -c ".[]" makes that.';
    throw new RowFault('(line)', `is not JSON: ${why}`, fix);
  }
  if (isObject(value)) return value;
  throw new RowFault('(line)', `is ${shown(value)}`, 'Write one JSON object on each line.');
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws {RowFault} when the field is no finite number. */
export function finiteNumber(row: JsonObject, field: string, fix: string): number {
  const value = row[field];
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new RowFault(field, `is ${shown(value)}`, fix);
  if (Math.abs(value) <= LARGEST) return value;
  throw new RowFault(
    field,
    `is ${value}, beyond ±${LARGEST}`,
    'Use a larger unit: sums of squares must stay exact.',
  );
}

/** Squares of it still add up without loss of what matters. */
const LARGEST = 1e12;

/** @throws {RowFault} when the field is no text or empty. */
export function filledText(row: JsonObject, field: string, fix: string): string {
  const value = row[field];
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new RowFault(field, `is ${shown(value)}`, fix);
}

/** The time in milliseconds since 1970, of a text in ISO 8601 or such a number itself. @throws {RowFault} */
export function timeOf(value: unknown, field: string): number {
  const time = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isFinite(time)) return time;
  const fix = 'Write it as 2026-11-24T17:30:00Z, or in milliseconds since 1970.';
  throw new RowFault(field, `is ${shown(value)}, which is no time`, fix);
}

/** Probabilities by action, each within [0, 1], that sum to 1. @throws {RowFault} */
export function distributionOf(value: unknown, field: string): Readonly<Record<string, number>> {
  const fix = 'Write the probability of every action that could be taken, e.g. {"sms": 0.25, "none": 0.75}.';
  if (!isObject(value)) throw new RowFault(field, `is ${shown(value)}`, fix);
  let sum = 0;
  for (const action of Object.keys(value)) {
    const p = value[action];
    if (typeof p !== 'number' || !(p >= 0 && p <= 1)) {
      throw new RowFault(
        `${field}.${action.slice(0, 40)}`,
        `is ${shown(p)}`,
        'Give a probability from 0 to 1.',
      );
    }
    sum += p;
  }
  if (Math.abs(sum - 1) > SUM_TOLERANCE) {
    const problem = `sums to ${Number(sum.toPrecision(7))}`;
    throw new RowFault(
      field,
      problem,
      'List every action that could be taken; their probabilities sum to 1.',
    );
  }
  return value as Readonly<Record<string, number>>;
}

/** Probabilities written with six digits, of many actions. */
const SUM_TOLERANCE = 1e-4;

/** How far two ways to write one probability may differ. */
export function agree(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 + 1e-4 * Math.max(a, b);
}
