import type { MaturedRow } from '../../decision/matured-row.ts';

/** What an analysis needs of a row of the matured log. */
export type ExperimentRow = Pick<
  MaturedRow,
  | 'decisionId'
  | 'borrowerId'
  | 'decidedAt'
  | 'purpose'
  | 'context'
  | 'distribution'
  | 'action'
  | 'channel'
  | 'cost'
  | 'reward'
  | 'events'
  | 'attributed'
  | 'assignments'
  | 'predicted'
>;

/** In the order in which they were decided; ties by id, so that the order never depends on where rows were kept. */
export function inOrderOfTime(rows: readonly ExperimentRow[]): ExperimentRow[] {
  return rows.toSorted((a, b) =>
    a.decidedAt === b.decidedAt ? compare(a.decisionId, b.decisionId) : compare(a.decidedAt, b.decidedAt),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** @remarks Rows from before records held the cost of fixed rules' contacts have none; it counts as 0. */
export function rewardAfterCost({ reward, cost }: ExperimentRow): number {
  return reward - (cost ?? 0);
}
