import { formatInstant } from '../../time/instant.ts';
import { isInPopulation } from '../is-in-population.ts';
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
  if (others === undefined || !isInPopulation(others.population, row)) return undefined;
  const isDuring =
    row.decidedAt >= formatInstant(others.since) &&
    (others.until === undefined || row.decidedAt < formatInstant(others.until));
  return isDuring ? { group: EVERYBODY_ELSE, unit: row.borrowerId, counts: true } : undefined;
}
