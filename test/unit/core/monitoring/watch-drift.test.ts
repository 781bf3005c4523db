import { describe, expect, it } from 'vitest';
import { NO_CONTACT } from '../../../../src/core/identifiers.ts';
import { decayedStatistics } from '../../../../src/core/model/decay.ts';
import { suggestRemedies } from '../../../../src/core/monitoring/suggest-remedies.ts';
import {
  type ChannelDrift,
  type DriftReport,
  watchDrift,
} from '../../../../src/core/monitoring/watch-drift.ts';
import { weeklyErrors } from '../../../../src/core/monitoring/weekly-errors.ts';
import { week } from '../../../support/builders/identifiers.ts';
import { FIRST_WEEK, plantedWeeks } from '../../../support/monitoring/planted-weeks.ts';

const alarmed = ({ channels }: DriftReport): readonly string[] =>
  channels.filter(({ alarm }) => alarm).map(({ channel }) => channel);
const driftIn = ({ channels }: DriftReport, name: string): ChannelDrift =>
  channels.find(({ channel }) => channel === name) ?? expect.unreachable(name);
const changed = (name: string, from: number, by: number) => (channel: string, number: number) =>
  channel === name && number >= from ? by : 0;

describe('a channel that has changed', () => {
  const worse = watchDrift(
    plantedWeeks({ seed: 3, weeks: 40, creditsPerWeek: 400, shift: changed('sms', 34, -0.15) }),
  );

  it('raises the alarm, alone, with its direction, its start and its size', () => {
    expect(alarmed(worse)).toEqual(['sms']);
    const { change } = driftIn(worse, 'sms');
    expect(change?.direction).toBe('worse');
    expect(Math.abs((change?.since ?? 0) - (FIRST_WEEK + 34))).toBeLessThanOrEqual(1);
    expect(change?.shift).toBeGreaterThan(-0.2);
    expect(change?.shift).toBeLessThan(-0.1);
  });

  it('comes with what can be done, in figures', () => {
    const sms = driftIn(worse, 'sms');
    const remedies = suggestRemedies(sms, { epsilonFloor: 0.02 });
    expect(remedies).toEqual([
      expect.stringMatching(
        /^Look at the delivery of sms: an outcome is worth 0\.1\d\d less than expected since \d{4}-\d\d-\d\d\.$/,
      ),
      expect.stringContaining(`Set learning.halfLifeWeeks to ${sms.change?.weeks}:`),
    ]);
    const fading = suggestRemedies(sms, { epsilonFloor: 0.02, halfLifeWeeks: 4 });
    expect(fading[1]).toContain('Wait: with learning.halfLifeWeeks at 4');
    const thin = { ...sms, weeks: sms.weeks.map((each) => ({ ...each, credits: 7 })) };
    expect(suggestRemedies(thin, { epsilonFloor: 0.02 }).at(-1)).toBe(
      'Raise exploration.epsilon.floor from 0.02 to 0.04: 7 outcomes a week say too little about sms.',
    );
    expect(suggestRemedies({ ...sms, channel: NO_CONTACT }, { epsilonFloor: 0.02 })).toHaveLength(1);
    expect(suggestRemedies({ ...sms, alarm: false }, { epsilonFloor: 0.02 })).toEqual([]);
  });

  it('for the better is told as such, and asks for no look at its delivery', () => {
    const better = watchDrift(
      plantedWeeks({ seed: 3, weeks: 40, creditsPerWeek: 400, shift: changed('call', 32, 0.2) }),
    );
    expect(alarmed(better)).toEqual(['call']);
    expect(driftIn(better, 'call').change?.direction).toBe('better');
    const [remedy] = suggestRemedies(driftIn(better, 'call'), { epsilonFloor: 0.02 });
    expect(remedy).toContain('Set learning.halfLifeWeeks');
  });

  it('is quiet again once what was learned before the change has faded', () => {
    const shift = changed('sms', 34, -0.15);
    const remembered = watchDrift(plantedWeeks({ seed: 3, weeks: 70, creditsPerWeek: 400, shift }));
    const forgotten = watchDrift(
      plantedWeeks({ seed: 3, weeks: 70, creditsPerWeek: 400, shift, halfLifeWeeks: 4 }),
    );
    expect(alarmed(remembered)).toEqual(['sms']);
    expect(alarmed(forgotten)).toEqual([]);
    expect(driftIn(forgotten, 'sms').weeks.some(({ down }) => down >= 6)).toBe(true);
  });
});

describe('what can not be told apart', () => {
  it('is told of both when there are only two, one of which has changed', () => {
    const report = watchDrift(
      plantedWeeks({
        seed: 5,
        weeks: 40,
        creditsPerWeek: 400,
        channels: ['email', NO_CONTACT],
        shift: changed('email', 30, 0.2),
      }),
    );
    expect(alarmed(report)).toEqual(['email', NO_CONTACT]);
  });

  it('is nothing that a channel alone has: what happens to it is common', () => {
    const report = watchDrift(
      plantedWeeks({
        seed: 5,
        weeks: 40,
        creditsPerWeek: 200,
        channels: ['email'],
        shift: changed('email', 30, 0.2),
      }),
    );
    expect(alarmed(report)).toEqual([]);
    expect(report.common).toMatchObject({ alarm: false, change: { direction: 'better' } });
    expect(report.common.sum).toBeGreaterThan(6);
  });
});

describe('the weeks that are judged', () => {
  const input = plantedWeeks({ seed: 1, weeks: 12, creditsPerWeek: 120 });

  it('are those before the first unsettled one, with enough to learn from and to judge', () => {
    const all = weeklyErrors(input).get('email') ?? [];
    expect(all.length).toBeGreaterThan(8);
    expect(all[0]?.week).toBeGreaterThan(FIRST_WEEK);
    expect(all.at(-1)?.week).toBe(FIRST_WEEK + 11);
    const fewer = weeklyErrors({ ...input, until: week(FIRST_WEEK + 8) }).get('email') ?? [];
    expect(fewer).toEqual(all.filter((each) => each.week < FIRST_WEEK + 8));
    expect(weeklyErrors({ ...input, until: week(FIRST_WEEK) }).get('email')).toEqual([]);
    const nothing = watchDrift({ ...input, weekly: new Map() });
    expect(alarmed(nothing)).toEqual([]);
    expect(nothing.common.weeks).toEqual([]);
  });

  it('are forecast from the past as it counts then, with the half-life of the model', () => {
    // One past week whose weight is halved by hand must forecast as one that has faded for its half-life.
    const halfLifeWeeks = 3;
    const faded = weeklyErrors({ ...input, halfLifeWeeks, until: week(FIRST_WEEK + 6) });
    const byHand = new Map(
      [...input.weekly].map(([action, weeks]) => {
        const past = weeks.filter((each) => each.week < FIRST_WEEK + 5);
        const now = weeks.filter((each) => each.week === FIRST_WEEK + 5);
        const statistics = decayedStatistics(past, halfLifeWeeks, week(FIRST_WEEK + 5));
        return [action, [{ week: week(FIRST_WEEK + 4), statistics }, ...now]];
      }),
    );
    const expected = weeklyErrors({ ...input, weekly: byHand, until: week(FIRST_WEEK + 6) });
    for (const channel of ['email', 'sms', 'call']) {
      const own = faded.get(channel)?.at(-1);
      const hand = expected.get(channel)?.at(-1);
      expect(own?.week).toBe(FIRST_WEEK + 5);
      expect(own?.error).toBeCloseTo(hand?.error ?? Number.NaN, 9);
      expect(own?.variance).toBeCloseTo(hand?.variance ?? Number.NaN, 9);
    }
  });

  it('may come in siblings, in any order', () => {
    const shuffled = new Map([...input.weekly].map(([action, weeks]) => [action, weeks.toReversed()]));
    expect(weeklyErrors({ ...input, weekly: shuffled })).toEqual(weeklyErrors(input));
  });
});
