import type { FieldProblem } from '../errors.ts';
import { findScaleFaults } from '../pooling/find-scale-faults.ts';
import type { Snapshot } from './snapshot.ts';

/** What of a snapshot is set by the configuration rather than learned or derived from the schema. */
export interface ModelSettings extends Pick<Snapshot, 'ridge' | 'scales' | 'exploration'> {
  readonly arms: readonly { readonly action: string; readonly cost: number; readonly price?: number }[];
}

/** Every setting with which no model can be built; none when fine. */
export function findModelFaults({
  ridge,
  scales,
  exploration,
  arms,
}: ModelSettings): readonly FieldProblem[] {
  const { beta, epsilon, gamma } = exploration;
  const faults: FieldProblem[] = [...findScaleFaults(scales)];
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
  if (!(gamma >= 0 && Number.isFinite(gamma))) {
    const problem = `is ${gamma}, not a number from 0`;
    faults.push({ pointer: '/exploration/gamma', problem, fix: 'Use 10 unless you know better.' });
  }
  arms.forEach(({ action, cost, price = 0 }, index) => {
    if (!(price >= 0 && Number.isFinite(price))) {
      const problem = `is ${price}, not a number from 0`;
      faults.push({ pointer: `/arms/${index}/price`, problem, fix: 'Give 0 where capacity is no concern.' });
    }
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
