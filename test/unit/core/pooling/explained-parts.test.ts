import { test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { explainedParts } from '../../../../src/core/pooling/explained-parts.ts';
import { pooledPosterior } from '../../../../src/core/pooling/pooled-posterior.ts';
import { poolingScales, structure } from '../../../support/pooling/arbitrary-arms.ts';
import { expectClose, product } from '../../../support/pooling/compare.ts';
import { pooledArms } from '../../../support/pooling/planted-arms.ts';

const x = Float64Array.of(1, 2);
const effects = [
  { kind: 'base', name: '', values: Float64Array.of(1, 0.5) },
  { kind: 'channel', name: 'call', values: Float64Array.of(-1, 0) },
  { kind: 'channel', name: 'sms', values: Float64Array.of(0, 0.25) },
  { kind: 'day', name: 'sms', values: Float64Array.of(8, 8) },
] as const;

describe('the parts of an expected reward', () => {
  test.prop([structure, poolingScales])('add up to it', ({ dimension, arms }, scales) => {
    const learned = pooledPosterior({ dimension, arms: pooledArms(arms, dimension), scales });
    const context = Float64Array.from({ length: dimension }, (_, i) => 1 - i);
    learned.arms.forEach(({ theta }, place) => {
      const parts = explainedParts(learned.effects, arms[place]?.groups ?? {}, theta, context);
      const sum = parts.base + parts.channel + parts.day + parts.slot + parts.residual;
      expectClose([sum], [product(theta, context)], 1e-12);
    });
  });

  test('are those of the arm’s own groups, and the rest is its own', () => {
    const parts = explainedParts(effects, { channel: 'sms', slot: 'evening' }, Float64Array.of(2, 1), x);
    expect(parts).toEqual({ base: 2, channel: 0.5, day: 0, slot: 0, residual: 1.5 });
  });

  test('are all its own where nothing is shared', () => {
    expect(explainedParts([], { channel: 'sms' }, Float64Array.of(2, 1), x)).toEqual({
      base: 0,
      channel: 0,
      day: 0,
      slot: 0,
      residual: 4,
    });
  });

  test('refuse a context of another length', () => {
    expect(() => explainedParts(effects, {}, Float64Array.of(2, 1), Float64Array.of(1))).toThrow(
      'A vector of 1 features met 2 weights.',
    );
  });
});
