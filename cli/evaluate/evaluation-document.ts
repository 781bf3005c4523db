import type { TargetValue } from '../../src/core/evaluation/target-value.ts';
import { WEIGHT_BINS } from '../../src/core/evaluation/weight-histogram.ts';
import type { Evaluation } from './evaluate-log.ts';
import { remarksOn } from './remarks.ts';

/** The evaluation as one JSON document: null where a number would be, when the log can't tell it. */
export function evaluationDocument(evaluation: Evaluation) {
  const { format, survey, duplicates, learned, range, order, replicates, valuation, layout } = evaluation;
  const { rows, immature, logged, calibration, targets } = valuation;
  return {
    log: {
      format,
      rows: survey.rows + survey.immature + survey.recent + survey.single + survey.withoutShadow,
      valued: rows,
      learned,
      immature,
      recent: survey.recent,
      single: survey.single,
      withoutShadow: survey.withoutShadow,
      duplicates,
      costUnknown: survey.costUnknown,
      actions: layout.actions.length,
      withDistribution: survey.whole,
      order,
      rewardRange: range,
      value: logged?.value ?? null,
      calibration: Object.fromEntries(
        [...calibration].map(([arm, { logEvidence }]) => [arm, { logEvidence }] as const),
      ),
    },
    replicates,
    remarks: remarksOn(evaluation),
    targets: targets.map(targetDocument),
  };
}

function targetDocument(value: TargetValue) {
  const { histogram, ...diagnostics } = value.diagnostics;
  const shared = {
    target: value.target,
    verdict: value.verdict,
    diagnostics: {
      ...diagnostics,
      weights: WEIGHT_BINS.flatMap(({ from, below }, bin) => {
        const count = histogram[bin] ?? 0;
        return count === 0 ? [] : [{ from, below: Number.isFinite(below) ? below : null, rows: count }];
      }),
    },
  };
  if (value.verdict === 'cannot-tell') {
    const { reasons, needs } = value;
    const nothing = { value: null, intervals: null, estimates: null, difference: null };
    return { ...shared, ...nothing, reasons, needs };
  }
  const { estimator, intervals, estimates, difference = null } = value;
  return { ...shared, estimator, value: value.value, intervals, estimates, difference };
}
