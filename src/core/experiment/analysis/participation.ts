import { formatInstant } from '../../time/instant.ts';
import type { Condition, Population } from '../population.ts';
import { type ComparedGroups, EVERYBODY_ELSE } from './compared-groups.ts';
import type { ExperimentRow } from './experiment-row.ts';

/** How a decision takes part. */
export interface Participation {
  readonly group: string;
  /** What was assigned: the borrower, the cluster or the period. */
  readonly unit: string;
  /** Whether it is compared; one that isn't still tells what its unit was assigned. */
  readonly counts: boolean;
}

/** The decision's part in the experiment; undefined for none. */
export function participationOf(row: ExperimentRow, compared: ComparedGroups): Participation | undefined {
  const assignment = row.assignments.find(({ experiment }) => experiment === compared.experiment);
  if (assignment !== undefined) {
    const { variant, unit, counts } = assignment;
    return { group: variant, unit: unit ?? row.borrowerId, counts };
  }
  const { others } = compared;
  if (others === undefined || !belongsTo(others.population, row)) return undefined;
  const isDuring =
    row.decidedAt >= formatInstant(others.since) &&
    (others.until === undefined || row.decidedAt < formatInstant(others.until));
  return isDuring ? { group: EVERYBODY_ELSE, unit: row.borrowerId, counts: true } : undefined;
}

function belongsTo({ purposes, where }: Population, { purpose, context }: ExperimentRow): boolean {
  if (purposes !== undefined && !purposes.includes(purpose)) return false;
  return where.every((condition) => holds(condition, context[condition.feature]));
}

function holds({ is, atLeast, below }: Condition, value: string | number | undefined): boolean {
  if (value === undefined) return false;
  if (is !== undefined && !is.includes(value)) return false;
  if (atLeast !== undefined && !(typeof value === 'number' && value >= atLeast)) return false;
  return below === undefined || (typeof value === 'number' && value < below);
}
