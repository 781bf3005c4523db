import { InvariantError } from '../../errors.ts';
import { driftingTruth } from './drifting-truth.ts';
import { structuredTruth, unstructuredTruth } from './linear-truth.ts';
import { misspecifiedTruth } from './misspecified-truth.ts';

/**
 * What arms have in common in a world: channels, days and times of day (`structured`), nothing (`unstructured`), the
 * same in a way that no linear model can say (`misspecified`), or what changes as time goes by (`drifting`).
 */
export type TruthKind = 'structured' | 'unstructured' | 'misspecified' | 'drifting';

/**
 * The probability that contact by an arm is answered, for all arms at once.
 * @param x An encoded context.
 * @param progress How much of the run is over, in [0, 1].
 * @param out One place for each of `OUTREACH_ARMS`; filled with probabilities.
 */
export type Truth = (x: Float64Array, progress: number, out: Float64Array) => void;

/** A world's truth; the same seed gives the same one. */
export function makeTruth(kind: TruthKind, seed: number): Truth {
  switch (kind) {
    case 'structured':
      return structuredTruth(seed);
    case 'unstructured':
      return unstructuredTruth(seed);
    case 'misspecified':
      return misspecifiedTruth(seed);
    case 'drifting':
      return driftingTruth(seed);
    default:
      throw new InvariantError(
        'unreachable',
        `There is no truth of the kind ${String(kind satisfies never)}.`,
      );
  }
}
