import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { chooseAction } from '../../../src/core/decision/choose-action.ts';
import { drawNumber } from '../../../src/core/policy/draw.ts';
import { aSnapshot, aVector } from '../../support/builders/hand-made-snapshot.ts';
import { arm } from '../../support/builders/identifiers.ts';

const ACTIONS = [
  'no-contact',
  ...['email', 'sms', 'call'].flatMap((channel) =>
    ['weekday-morning', 'weekday-midday', 'weekday-evening', 'weekend'].map(
      (window) => `${channel}@${window}`,
    ),
  ),
].map(arm);
const FALLBACK = { order: ['sms@weekday-evening', 'email@weekday-morning'].map(arm), epsilon: 0.1 };

/** Fifty decisions, weights and all. A past decision must be recomputable, so a change here needs a reason on record. */
test('decisions come out bit for bit as they always did', async () => {
  const decisions = Array.from({ length: 50 }, (_, seed) => {
    const exploration = {
      beta: [0, 1, 3][seed % 3] ?? 0,
      epsilon: [0.02, 0.05, 1][(seed >> 1) % 3] ?? 1,
      gamma: 10,
    };
    return chooseAction({
      snapshot:
        seed % 10 === 9 ? undefined : aSnapshot(ACTIONS, { seed: seed + 1, features: 6, exploration }),
      x: aVector(6, seed),
      eligible: ACTIONS.filter((_action, index) => (seed * 7 + index * 5) % 11 > seed % 6),
      draw: drawNumber(createHash('sha256').update(`draw\nd_${seed}`).digest()),
      fallback: FALLBACK,
    });
  });
  const lines = decisions.map((decision) => `${JSON.stringify(decision)}\n`);
  await expect(lines.join('')).toMatchFileSnapshot('decisions.jsonl');
});
