import type { AssignmentRequest } from './assignment-request.ts';
import type { Condition, Population } from './population.ts';

/** Whether an experiment is about a decision; one whose context lacks a feature that is asked for is not meant. */
export function isInPopulation(
  { purposes, where }: Population,
  { purpose, context }: Pick<AssignmentRequest, 'purpose' | 'context'>,
): boolean {
  return (
    (purposes === undefined || purposes.includes(purpose)) &&
    where.every((condition) => holds(condition, context))
  );
}

function holds({ feature, is, atLeast, below }: Condition, context: AssignmentRequest['context']): boolean {
  const value = Object.hasOwn(context, feature) ? context[feature] : undefined;
  if (value === undefined) return false;
  return (
    (is === undefined || is.includes(value)) &&
    (atLeast === undefined || (typeof value === 'number' && value >= atLeast)) &&
    (below === undefined || (typeof value === 'number' && value < below))
  );
}
