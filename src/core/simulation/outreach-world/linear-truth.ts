import { dot } from '../../linear-algebra/dot.ts';
import { OUTREACH_ARMS, type OutreachArm } from './outreach-arms.ts';
import type { Truth } from './truth.ts';
import { addUp, asProbability, DIMENSION, drawWeights, SPREADS, TOTAL_SPREAD } from './weights.ts';

/** xᵀθ_a with θ_a = base + channel + day + slot + a rest of its own. */
export function structuredTruth(seed: number): Truth {
  return linearTruth((arm) => structuredWeights(arm, seed));
}

/** xᵀθ_a with an independent θ_a for each arm, spread as far as a structured one. */
export function unstructuredTruth(seed: number): Truth {
  return linearTruth(({ action }) => addUp([drawWeights(TOTAL_SPREAD, seed, 'alone', action)]));
}

function structuredWeights({ action, groups }: OutreachArm, seed: number): Float64Array {
  return addUp([
    drawWeights(SPREADS.base, seed, 'base'),
    drawWeights(SPREADS.channel, seed, 'channel', groups.channel),
    drawWeights(SPREADS.day, seed, 'day', groups.day),
    drawWeights(SPREADS.slot, seed, 'slot', groups.slot),
    drawWeights(SPREADS.arm, seed, 'arm', action),
  ]);
}

function linearTruth(weightsOf: (arm: OutreachArm) => Float64Array): Truth {
  const weights = OUTREACH_ARMS.map(weightsOf);
  return (x, _progress, out) => {
    weights.forEach((theta, arm) => {
      out[arm] = asProbability(dot(theta, 0, x, 0, DIMENSION));
    });
  };
}
