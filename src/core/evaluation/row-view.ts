import type { LogRow } from './log-row.ts';
import type { LoggedExample } from './logged-example.ts';
import type { ArmView, LoggedRow } from './logged-row.ts';
import type { ModelledExample } from './modelled-example.ts';
import type { TargetProbabilities } from './target-policy.ts';

/** A row as a policy and a model of the rewards see it: as much of it as the log and the policy tell. */
export interface RowView {
  readonly taken: LoggedExample;
  /** With the policy's probability of every arm. */
  readonly modelled?: ModelledExample;
  /** With the log's probability of every arm too. */
  readonly full?: LoggedRow;
}

/** q̂(x, arm): what a model that never saw the row's reward expects. */
export type PredictReward = (arm: string) => number;

/** The arm that stands for everything a policy would do beyond a row's arms. */
export const ELSEWHERE = '(elsewhere)';

/**
 * q̂ of each of the row's arms, and of {@link ELSEWHERE} behind them: reckoned once for all policies. The row's own
 * predictions go before those of the fitted model.
 */
export function predictionsFor({ arms, predicted }: LogRow, predict: PredictReward): Float64Array {
  const predictions = new Float64Array(arms.length + 1);
  if (predicted !== undefined) {
    predictions.set(predicted);
    predictions[arms.length] = predicted.reduce((sum, each) => sum + each, 0) / predicted.length;
    return predictions;
  }
  arms.forEach((arm, index) => {
    predictions[index] = predict(arm);
  });
  predictions[arms.length] = predict(ELSEWHERE);
  return predictions;
}

export function viewRow(row: LogRow, target: TargetProbabilities, predictions: Float64Array): RowView {
  const taken = { reward: row.reward, logged: row.propensity, target: target.taken };
  const { shares, elsewhere = 0 } = target;
  if (shares === undefined) return { taken };
  const own = row.arms.indexOf(row.taken);
  let predictedOfTarget = elsewhere > 0 ? elsewhere * (predictions[row.arms.length] ?? 0) : 0;
  for (let index = 0; index < shares.length; index++)
    predictedOfTarget += (shares[index] ?? 0) * (predictions[index] ?? 0);
  const modelled = { ...taken, predicted: predictions[own] ?? 0, predictedOfTarget };
  const { logged } = row;
  if (logged === undefined) return { taken, modelled };
  const arms: ArmView[] = row.arms.map((arm, index) => ({
    arm,
    logged: logged[index] ?? 0,
    target: shares[index] ?? 0,
    predicted: predictions[index] ?? 0,
  }));
  if (elsewhere > 0) {
    const predicted = predictions[row.arms.length] ?? 0;
    arms.push({ arm: ELSEWHERE, logged: 0, target: elsewhere, predicted });
  }
  return { taken, modelled, full: { reward: row.reward, taken: row.taken, arms } };
}
