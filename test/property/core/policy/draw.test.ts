import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { WHOLE } from '../../../../src/core/policy/distribution.ts';
import { drawAction, drawNumber, propensityOf } from '../../../../src/core/policy/draw.ts';
import { quantiseDistribution } from '../../../../src/core/policy/quantise-distribution.ts';
import { drawArb, probabilitiesArb } from '../../../support/arbitraries/scored-actions.ts';

test.prop([probabilitiesArb])(
  'as many draws lead to an action as its weight says, in one stretch',
  ({ actions, probabilities }) => {
    const distribution = quantiseDistribution(actions, probabilities);
    let from = 0;
    distribution.actions.forEach((action, index) => {
      const weight = distribution.weights[index] ?? Number.NaN;
      expect(drawAction(distribution, from)).toBe(action);
      expect(drawAction(distribution, from + weight - 1)).toBe(action);
      expect(propensityOf(distribution, action) * WHOLE).toBe(weight);
      from += weight;
    });
    expect(from).toBe(WHOLE);
  },
);

test.prop([probabilitiesArb, drawArb])(
  'whatever is drawn is possible',
  ({ actions, probabilities }, draw) => {
    const distribution = quantiseDistribution(actions, probabilities);
    expect(propensityOf(distribution, drawAction(distribution, draw))).toBeGreaterThan(0);
  },
);

test.prop([fc.uint8Array({ minLength: 4, maxLength: 40 })])(
  'the number is the first four bytes, big-endian',
  (hash) => {
    expect(drawNumber(hash)).toBe(new DataView(hash.buffer, hash.byteOffset).getUint32(0, false));
  },
);
