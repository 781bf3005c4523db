import type { ConfidenceInterval } from '../../evaluation/confidence-interval.ts';
import {
  asymptoticSequence,
  type NormalEstimate,
  type SequenceSettings,
  sequentialLogEvidence,
  sequentialPValue,
} from '../../inference/asymptotic-confidence-sequence.ts';

/** What a sequence must remember from one look to the next. */
export interface SequenceTrack {
  /** count · standardError² at the first look: the unit in which all later information is counted. */
  readonly spread: number;
  /** The smallest p-value so far, which is valid as well. */
  readonly smallest: number;
}

/** An estimate with an interval and a p-value that hold at every look. */
export interface SequentialEstimate extends ConfidenceInterval {
  readonly estimate: number;
  readonly standardError: number;
  readonly pValue: number;
  /** ln of the e-value against "it is 0". */
  readonly logEvidence: number;
}

/**
 * The sequence at its next look.
 *
 * Units go on having decisions after they entered, so that information grows while their number stands still, and a
 * boundary that counts units would be too narrow for the looks that this allows. So information itself is counted, in units as varied as
 * those of the first look: spread ÷ standardError² of an average over decisions, (count · standardError)² ÷ spread of a sum to date.
 * @param per What the estimate averages over.
 * @returns undefined while nothing varies.
 * @remarks Sums to date of units that differ for good move together from look to look, which makes crossings rarer than
 * the level.
 */
export function nextLook(
  track: SequenceTrack | undefined,
  found: NormalEstimate,
  per: 'unit' | 'decision',
  settings: SequenceSettings,
): { readonly track: SequenceTrack; readonly found: SequentialEstimate } | undefined {
  const { estimate, standardError, count } = found;
  if (!(standardError > 0)) return undefined;
  const spread = track?.spread ?? count * standardError ** 2;
  const information =
    per === 'decision' ? spread / standardError ** 2 : (count * standardError) ** 2 / spread;
  const counted = { estimate, standardError, count: Math.max(1, information) };
  const pValue = Math.min(track?.smallest ?? 1, sequentialPValue(counted, settings));
  return {
    track: { spread, smallest: pValue },
    found: {
      estimate,
      standardError,
      pValue,
      logEvidence: sequentialLogEvidence(counted, settings),
      ...asymptoticSequence(counted, settings),
    },
  };
}
