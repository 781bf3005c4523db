import { at } from '../../linear-algebra/at.ts';
import { type ExperimentRow, rewardAfterCost } from './experiment-row.ts';

/**
 * What is added up of one unit, the borrower or what else is assigned as a whole, in the order of the vector: reward
 * after cost, decisions, contacts, the covariate and whether it is missing, and for each watched type of event 1 once it
 * happened.
 */
export const REWARD = 0;
export const DECISIONS = 1;
export const CONTACTS = 2;
/** What the champion's model expected at the unit's first decision; 0 where it expected nothing. */
export const PREDICTED = 3;
/** 1 where it expected nothing: with both as covariates, any number in its place gives the same adjustment. */
export const UNPREDICTED = 4;
export const FIRST_EVENT = 5;

/** A unit's vector before its first decision. */
export function newUnitVector(first: ExperimentRow, events: readonly string[]): Float64Array {
  const vector = new Float64Array(FIRST_EVENT + events.length);
  vector[PREDICTED] = first.predicted ?? 0;
  vector[UNPREDICTED] = first.predicted === null ? 1 : 0;
  return vector;
}

/** Adds one of its decisions, in place. */
export function addDecision(vector: Float64Array, row: ExperimentRow, events: readonly string[]): void {
  vector[REWARD] = at(vector, REWARD) + rewardAfterCost(row);
  vector[DECISIONS] = at(vector, DECISIONS) + 1;
  if (row.channel !== null) vector[CONTACTS] = at(vector, CONTACTS) + 1;
  for (const { type } of [...row.events, ...row.attributed]) {
    const index = events.indexOf(type);
    if (index >= 0) vector[FIRST_EVENT + index] = 1;
  }
}
