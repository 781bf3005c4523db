import { describe, expect, it } from 'vitest';
import { Agenda } from '../../../../cli/replay/agenda.ts';
import { newContest, playRow } from '../../../../cli/replay/contest.ts';
import { instantOfRow, ROW_MS, rowAtOrAfter } from '../../../../cli/replay/replay-clock.ts';
import { standings } from '../../../../cli/replay/standings.ts';
import { greedyAction, learnSupervised, newSupervised } from '../../../../cli/replay/supervised.ts';
import { actionId, type ChannelId, type WindowId } from '../../../../src/core/identifiers.ts';
import { plusMs } from '../../../../src/core/time/instant.ts';

describe('Agenda', () => {
  it('gives things back once, at their row, in the order in which they came', () => {
    const agenda = new Agenda<string>();
    agenda.add(5, 'b');
    agenda.add(3, 'a');
    agenda.add(5, 'c');
    expect(agenda.lastRow).toBe(5);
    expect(agenda.take(4)).toEqual([]);
    expect(agenda.take(5)).toEqual(['b', 'c']);
    expect(agenda.take(5)).toEqual([]);
    expect(agenda.lastRow).toBe(3);
    expect(new Agenda(agenda.save()).take(3)).toEqual(['a']);
    expect(new Agenda().lastRow).toBe(0);
  });
});

describe('the clock of a replay', () => {
  it('goes by one row at a time', () => {
    expect(instantOfRow(2) - instantOfRow(1)).toBe(ROW_MS);
    for (const row of [1, 2, 336]) expect(rowAtOrAfter(instantOfRow(row))).toBe(row);
    expect(rowAtOrAfter(plusMs(instantOfRow(7), 1))).toBe(8);
  });
});

describe('standings', () => {
  const actions = ['a', 'b'].map((channel) => actionId(channel as ChannelId, 'w' as WindowId));
  const entrants = [
    { policy: 'rapport', description: '' },
    { policy: 'oracle', description: '' },
  ];

  it('compare row by row, and find the best constant action in hindsight', () => {
    const rows = [
      [1, 1, 0, 1],
      [0, 1, 0, 1],
      [1, 1, 1, 0],
    ];
    const { policies, constants } = standings({
      contest: rows.reduce(playRow, newContest(4)),
      entrants,
      actions,
      bounds: { lower: 0, upper: 1 },
      details: () => ({}),
    });
    expect(policies.map(({ policy, action }) => [policy, action])).toEqual([
      ['rapport', undefined],
      ['best-constant', 'b@w'],
      ['oracle', undefined],
    ]);
    expect(constants).toEqual([
      { action: 'b@w', mean: expect.closeTo(2 / 3, 12) },
      { action: 'a@w', mean: expect.closeTo(1 / 3, 12) },
    ]);
    expect(policies[0]?.lead).toBeUndefined();
    // 1 − 1, 0 − 1, 1 − 0 against the constant; 0, −1, 0 against the oracle.
    expect(policies[1]?.lead?.mean).toBeCloseTo(0, 12);
    expect(policies[2]?.lead?.mean).toBeCloseTo(-1 / 3, 12);
  });

  it('are empty before the first row', () => {
    const bounds = { lower: 0, upper: 1 };
    const { policies } = standings({
      contest: newContest(4),
      entrants,
      actions,
      bounds,
      details: () => ({}),
    });
    expect(policies).toEqual([]);
  });
});

describe('the supervised reference', () => {
  it('chooses the action with the highest estimate, the first of equals', () => {
    const untaught = newSupervised(2, 3, true);
    expect(greedyAction(untaught, Float64Array.of(1, 1))).toBe(0);
    const taught = learnSupervised(
      untaught,
      [[{ x: Float64Array.of(1, 1), targets: Float64Array.of(0, 0.5, 1) }]],
      1,
    );
    expect(greedyAction(taught, Float64Array.of(1, 1))).toBe(2);
    expect(greedyAction(taught, Float64Array.of(-1, -1))).toBe(0);
  });

  it('keeps actions apart where each is taught by itself', () => {
    const taught = learnSupervised(
      newSupervised(1, 2, false),
      [
        [{ x: Float64Array.of(1), targets: Float64Array.of(0.2) }],
        [{ x: Float64Array.of(1), targets: Float64Array.of(0.8) }],
      ],
      1,
    );
    expect(taught.coefficients.map(([theta]) => theta)).toEqual([
      expect.closeTo(0.1, 12),
      expect.closeTo(0.4, 12),
    ]);
  });
});
