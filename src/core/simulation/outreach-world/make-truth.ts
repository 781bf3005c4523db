import { InvariantError } from '../../errors.ts';
import { driftingTruth } from './drifting-truth.ts';
import { structuredTruth, unstructuredTruth } from './linear-truth.ts';
import { misspecifiedTruth } from './misspecified-truth.ts';
import type { Truth, TruthKind } from './truth.ts';

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
