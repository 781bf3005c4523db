import { fc } from '@fast-check/vitest';
import type { LoggedRow } from '../../../src/core/evaluation/logged-row.ts';

const ARMS = ['call|early', 'call|late', 'sms|early', 'sms|late'] as const;
const share = fc.double({ min: 0, max: 1, noNaN: true });
const probabilities = fc
  .array(fc.integer({ min: 0, max: 8 }), { minLength: ARMS.length, maxLength: ARMS.length })
  .filter((weights) => weights.some((weight) => weight > 0))
  .map((weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  });

/** Rows of four arms, `channel|window`, with rewards and predictions between 0 and 1 and any overlap of policies. */
export const arbitraryRow: fc.Arbitrary<LoggedRow> = fc
  .record({
    reward: share,
    logged: probabilities,
    target: probabilities,
    predicted: fc.array(share, { minLength: ARMS.length, maxLength: ARMS.length }),
    pick: fc.nat(),
  })
  .map(({ reward, logged, target, predicted, pick }) => {
    const arms = ARMS.map((arm, k) => ({
      arm,
      logged: logged[k] ?? 0,
      target: target[k] ?? 0,
      predicted: predicted[k] ?? 0,
    }));
    const possible = arms.filter((arm) => arm.logged > 0);
    return { reward, taken: possible[pick % possible.length]?.arm ?? '', arms };
  });
