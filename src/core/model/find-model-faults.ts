import type { FieldProblem } from '../errors.ts';
import type { Snapshot } from './snapshot.ts';

/** What of a snapshot is set by the configuration rather than learned or derived from the schema. */
export interface ModelSettings extends Pick<Snapshot, 'ridge' | 'exploration'> {
  readonly arms: readonly { readonly action: string; readonly cost: number }[];
}

/** Every setting with which no model can be built; none when fine. */
export function findModelFaults({ ridge, exploration, arms }: ModelSettings): readonly FieldProblem[] {
  const { beta, epsilon } = exploration;
  const faults: FieldProblem[] = [];
  if (!(ridge > 0 && Number.isFinite(ridge))) {
    faults.push({
      pointer: '/ridge',
      problem: `is ${ridge}, not a number above 0`,
      fix: 'Use 1 unless you know better.',
    });
  }
  if (!(beta >= 0 && Number.isFinite(beta))) {
    const problem = `is ${beta}, not a number from 0`;
    faults.push({ pointer: '/exploration/beta', problem, fix: 'Use 3 unless you know better.' });
  }
  if (!(epsilon > 0 && epsilon <= 1)) {
    const problem = `is ${epsilon}, not above 0 and at most 1`;
    faults.push({ pointer: '/exploration/epsilon', problem, fix: 'Use 0.05 unless you know better.' });
  }
  arms.forEach(({ action, cost }, index) => {
    if (!(cost >= 0 && Number.isFinite(cost))) {
      const problem = `is ${cost}, not a number from 0`;
      faults.push({
        pointer: `/arms/${index}/cost`,
        problem,
        fix: 'Give the price of one contact in reward units.',
      });
    }
    if (arms.findIndex((other) => other.action === action) < index) {
      const problem = `"${action}" is there before`;
      faults.push({ pointer: `/arms/${index}/action`, problem, fix: 'Give each action one arm.' });
    }
  });
  return faults;
}
