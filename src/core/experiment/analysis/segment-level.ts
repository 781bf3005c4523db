import type { AnalysisPlan } from '../experiment.ts';

type DeclaredSegment = AnalysisPlan['segments'][number];

/** The levels that declared cuts make, in order; none for a segment of words. */
export function levelsOfCuts(segment: DeclaredSegment): readonly string[] {
  const cuts = [...(segment.cuts ?? [])].sort((a, b) => a - b);
  const [first] = cuts;
  return first === undefined ? [] : [first - 1, ...cuts].map((value) => levelOf(segment, value));
}

/** The level of a context that lacks the feature. */
const UNKNOWN = 'unknown';
/** Of a number where no cuts are declared: numbers as such are no levels. */
const ANY_NUMBER = 'any number';

/**
 * The level that a context has of a declared segment: the word itself, or the stretch between two cuts in which the number lies,
 * e.g. `30 to below 60`.
 */
export function levelOf({ cuts = [] }: DeclaredSegment, value: number | string | undefined): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return UNKNOWN;
  const sorted = [...cuts].sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return ANY_NUMBER;
  if (value < first) return `below ${first}`;
  if (value >= last) return `${last} or more`;
  const above = sorted.findIndex((cut) => value < cut);
  return `${sorted[above - 1]} to below ${sorted[above]}`;
}
