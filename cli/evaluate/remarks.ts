import { lastWholeTime } from '../../src/app/evaluate/log-survey.ts';
import type { Evaluation } from './evaluate-log.ts';

const count = (number: number): string => number.toLocaleString('en-US');

/** What has to be known to read the figures, in plain sentences. */
export function remarksOn({
  survey,
  duplicates,
  learned,
  range,
  order,
  layout,
  valuation,
}: Evaluation): readonly string[] {
  const remarks: string[] = [];
  const { rows, immature, recent, single, withoutShadow, costUnknown, whole, predicted } = survey;
  if (duplicates > 0)
    remarks.push(`${count(duplicates)} rows repeat a decision that is there before; each counts once.`);
  if (single > 0) {
    const share = ((100 * single) / (rows + single)).toFixed(1);
    remarks.push(
      `${count(single)} rows (${share} %) had one action to choose from. They say nothing of another policy and are left out: values are per decision with a choice.`,
    );
  }
  if (immature > 0) remarks.push(`${count(immature)} rows may still change their reward and are left out.`);
  if (recent > 0) {
    remarks.push(
      `${count(recent)} rows of the last days are left out: of these days the log lacks, as yet, the decisions whose outcomes take longest.`,
    );
  }
  if (lastWholeTime(survey) === 'unknown') {
    remarks.push(
      'The log is about as short as outcomes take: of its last days, decisions whose outcomes take longest may be missing.',
    );
  }
  if (withoutShadow > 0)
    remarks.push(`${count(withoutShadow)} rows have no policy in the shadow and are left out.`);
  if (learned > 0) {
    remarks.push(
      `Strategies learned from the first ${count(learned)} rows; the other ${count(valuation.rows)} value all targets. No row does both.`,
    );
  }
  if (order === 'sorted') remarks.push('Rows were not in the order of their times and have been sorted.');
  if (order === 'file') {
    remarks.push(
      'Not every row has a time: anytime intervals take the order of the file for the order of the decisions.',
    );
  }
  if (rows > 0 && whole < rows) {
    const some = whole === 0 ? 'No row tells' : `${count(rows - whole)} rows do not tell`;
    remarks.push(
      `${some} every action's probability. Whether a target wants what the log could not do, and whether the log kept to its probabilities, can't be judged; the mean weight still shows gross faults.`,
    );
  }
  if (rows > 0 && survey.listed < rows) {
    remarks.push(
      `Where a row does not say what could be taken, it is taken to be any of the log's ${layout.actions.length} actions.`,
    );
  }
  if (predicted > 0 && predicted < rows)
    remarks.push('Some rows have predictions, others get those of the fitted model.');
  if (costUnknown > 0)
    remarks.push(`${count(costUnknown)} rows are of channels whose cost is unknown; it counts 0.`);
  if (range.from === 'observed') {
    remarks.push(
      `Rewards are taken to lie between ${range.lower} and ${range.upper}, as those of the log do; --reward-range says what no reward can leave.`,
    );
  }
  if (valuation.targets.some(({ verdict }) => verdict !== 'cannot-tell')) {
    remarks.push(
      '± of an estimator is one standard error. It leaves out bias: of the direct method, Switch-DR and shrinkage what the model gets wrong, of cut weights what was cut. Decide by the interval at any time.',
    );
  }
  for (const { feature, why } of layout.unused)
    remarks.push(`The model does not go by ${feature}: it ${why}.`);
  if (survey.withBorrower < rows && survey.withBorrower > 0) {
    remarks.push('Rows without a borrower count as borrowers of their own.');
  } else if (survey.withBorrower === 0 && rows > 0) {
    remarks.push('No row names a borrower: the bootstrap takes each row for one of its own.');
  }
  return remarks;
}
