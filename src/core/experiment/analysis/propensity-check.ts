import {
  type ArmCalibration,
  type ArmSums,
  propensityMartingale,
} from '../../inference/propensity-martingale.ts';
import { WHOLE } from '../../policy/distribution.ts';
import { channelPropensities, chosenChannel } from './channel-propensities.ts';
import type { ExperimentRow } from './experiment-row.ts';

/** Whether an action, or a whole channel, was chosen as often in a group as the logged propensities say. */
export interface ArmCheck extends ArmSums {
  readonly group: string;
  readonly kind: 'channel' | 'action';
  readonly arm: string;
  /** ln of the largest e-value at any look so far. */
  readonly logEvidence: number;
}

/** Sums of one group's choices. */
export interface ChoiceSums {
  readonly channels: ReadonlyMap<string, ArmSums>;
  readonly actions: ReadonlyMap<string, ArmSums>;
}

/** The evidence is strongest once an arm's Σp(1 − p) is this: some thousand decisions at a propensity of a quarter. */
const TUNED_FOR = 250;
const martingale = propensityMartingale(TUNED_FOR);

export const NO_CHOICES: ChoiceSums = { channels: martingale.empty, actions: martingale.empty };

export function addChoice(sums: ChoiceSums, row: ExperimentRow): ChoiceSums {
  const actions = new Map(row.distribution.map(({ action, weight }) => [action, weight / WHOLE]));
  return {
    channels: martingale.add(sums.channels, {
      chosen: chosenChannel(row),
      propensities: channelPropensities(row),
    }),
    actions: martingale.add(sums.actions, { chosen: row.action, propensities: actions }),
  };
}

/** One check for each channel and action of the group. @param earlier Those of the look before. */
export function checkChoices(
  group: string,
  sums: ChoiceSums,
  earlier: readonly ArmCheck[],
): readonly ArmCheck[] {
  const before = new Map(earlier.map(({ kind, arm, logEvidence }) => [`${kind} ${arm}`, logEvidence]));
  const checksOf = (kind: ArmCheck['kind'], of: ReadonlyMap<string, ArmSums>) =>
    [...(martingale.value(of) ?? new Map<string, ArmCalibration>())].map(([arm, found]): ArmCheck => {
      const { offered, surplus, variance, impossible, logEvidence } = found;
      const largest = Math.max(logEvidence, before.get(`${kind} ${arm}`) ?? logEvidence);
      return { group, kind, arm, offered, surplus, variance, impossible, logEvidence: largest };
    });
  return [...checksOf('channel', sums.channels), ...checksOf('action', sums.actions)];
}
