import { describe, expect, it } from 'vitest';
import { drawsOf } from '../../../../cli/replay/draws.ts';
import { halfOf } from '../../../../cli/replay/halves.ts';
import { fitOutcomeModel } from '../../../../cli/replay/outcome-model.ts';
import type { ReplayRow } from '../../../../cli/replay/replay-row.ts';
import { nodeSha256 } from '../../../../src/adapters/node-sha256.ts';
import { type ActionId, actionId, type ChannelId, type WindowId } from '../../../../src/core/identifiers.ts';

const [EMAIL, SMS] = ['email', 'sms'].map((channel) => actionId(channel as ChannelId, 'any' as WindowId));
const ACTIONS = [EMAIL, SMS] as ActionId[];

/** P(outcome) = 0.8 for e-mail where x = 1, else 0.2. */
async function* world(
  rows: number,
  rate: (a: number, x: number) => number = (a, x) => (a === 0 && x === 1 ? 0.8 : 0.2),
) {
  for (let number = 1; number <= rows; number++) {
    const [action = 0, feature = 0, luck = 0] = drawsOf(nodeSha256, `test world ${number}`, 3);
    const [a, x] = [action < 0.5 ? 0 : 1, feature < 0.5 ? 0 : 1];
    const row: ReplayRow = {
      number,
      context: {},
      x: Float64Array.of(1, x),
      logged: ACTIONS[a] as ActionId,
      reward: 0,
    };
    yield luck < rate(a, x) ? { ...row, reward: 1, outcome: 'paid' } : row;
  }
}

describe('fitOutcomeModel', () => {
  it('recovers what depends on action and context', async () => {
    const model = await fitOutcomeModel(world(4000), ACTIONS, nodeSha256);
    for (const [x, email] of [
      [0, 0.2],
      [1, 0.8],
    ] as const) {
      const [forEmail, forSms] = model.probabilities({ number: 1, x: Float64Array.of(1, x) });
      // 500 rows per action, context and half: a standard error of 0.02.
      expect(Math.abs((forEmail ?? 0) - email)).toBeLessThan(0.08);
      expect(Math.abs((forSms ?? 0) - 0.2)).toBeLessThan(0.08);
    }
    expect(model.fit.rows).toBe(4000);
    expect(model.fit.heldOutLogLoss).toBeLessThan(model.fit.baselineLogLoss);
    expect(model.fit.thinnest.rows).toBeGreaterThan(900);
  });

  it('judges a row only by what the other half has taught', async () => {
    const rows: ReplayRow[] = [];
    for await (const row of world(400)) rows.push(row);
    const first = rows.find(({ number }) => halfOf(nodeSha256, number) === 0);
    if (first === undefined) throw new Error('one half is empty');
    async function* turnedRound() {
      for (const row of rows) {
        const { outcome, ...rest } = row;
        if (halfOf(nodeSha256, row.number) === 1) yield row;
        else yield outcome === undefined ? { ...rest, outcome: 'paid' } : rest;
      }
    }
    const one = await fitOutcomeModel(world(400), ACTIONS, nodeSha256);
    const other = await fitOutcomeModel(turnedRound(), ACTIONS, nodeSha256);
    expect(other.probabilities(first)).toEqual(one.probabilities(first));
    const second = rows.find(({ number }) => halfOf(nodeSha256, number) === 1);
    expect(other.probabilities(second ?? first)).not.toEqual(one.probabilities(second ?? first));
  });

  it('falls back on all actions together for one that was never taken', async () => {
    const never = actionId('call' as ChannelId, 'any' as WindowId);
    const model = await fitOutcomeModel(world(600), [...ACTIONS, never], nodeSha256);
    const [email = 0, sms = 0, call = 0] = model.probabilities({ number: 1, x: Float64Array.of(1, 1) });
    expect(call).toBeGreaterThan(sms);
    expect(call).toBeLessThan(email);
    expect(model.fit.thinnest).toEqual({ action: never, rows: 0 });
  });

  it('says so when there is nothing to fit', async () => {
    const silent = fitOutcomeModel(
      world(100, () => 0),
      ACTIONS,
      nodeSha256,
    );
    await expect(silent).rejects.toThrow(/not both kinds of outcome/);
  });
});

describe('drawsOf', () => {
  it('gives the same numbers for a key, evenly spread over [0, 1)', () => {
    const draws = drawsOf(nodeSha256, 'key', 4000);
    expect(drawsOf(nodeSha256, 'key', 4000)).toEqual(draws);
    expect(drawsOf(nodeSha256, 'key', 3)).toEqual(draws.slice(0, 3));
    for (const draw of draws) expect(draw >= 0 && draw < 1).toBe(true);
    // The mean of 4,000 uniform numbers has a standard error of 0.0046.
    expect(Math.abs(draws.reduce((sum, each) => sum + each, 0) / 4000 - 0.5)).toBeLessThan(5 * 0.0046);
    expect(new Set(draws).size).toBeGreaterThan(3990);
  });
});
