import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { splitShifts, standardised } from '../../../../src/core/monitoring/common-shift.ts';
import type { ChannelWeek } from '../../../../src/core/monitoring/weekly-errors.ts';
import { week } from '../../../support/builders/identifiers.ts';

const CHANNELS = ['email', 'sms', 'call'];

const channelWeek = (number: number): fc.Arbitrary<ChannelWeek> =>
  fc.record({
    week: fc.constant(week(number)),
    count: fc.integer({ min: 10, max: 500 }),
    error: fc.double({ min: -50, max: 50, noNaN: true }),
    variance: fc.double({ min: 0.5, max: 200, noNaN: true }),
  });

const errors = fc
  .tuple(...CHANNELS.map(() => fc.tuple(channelWeek(1), channelWeek(2), channelWeek(3))))
  .map((ofChannels) => new Map(CHANNELS.map((channel, index) => [channel, ofChannels[index] ?? []])));

const all = new Set(CHANNELS);

describe('a shift that all channels have in common', () => {
  test.prop([errors, fc.double({ min: -1, max: 1, noNaN: true })])(
    'leaves what each has of its own as it was, and is found in what they have in common',
    (before, season) => {
      const moved = new Map(
        [...before].map(([channel, weeks]) => [
          channel,
          weeks.map((each) => ({ ...each, error: each.error + season * each.count })),
        ]),
      );
      const [still, shifted] = [splitShifts(before, all), splitShifts(moved, all)];
      for (const channel of CHANNELS) {
        shifted.channels.get(channel)?.forEach((own, index) => {
          expect(own.shift).toBeCloseTo(still.channels.get(channel)?.[index]?.shift ?? Number.NaN, 9);
        });
      }
      shifted.common.forEach((each, index) => {
        expect(each.shift - season).toBeCloseTo(still.common[index]?.shift ?? Number.NaN, 9);
      });
    },
  );
});

describe('a channel', () => {
  test.prop([errors])('is compared with the others alone: of two, each is as far from the other', (some) => {
    const { channels } = splitShifts(some, new Set(['email', 'sms']));
    channels.get('email')?.forEach((own, index) => {
      const other = channels.get('sms')?.[index];
      expect(standardised(own)).toBeCloseTo(-(other === undefined ? Number.NaN : standardised(other)), 9);
    });
  });

  it('that was set aside is compared with the rest, and the rest not with it', () => {
    const one = (error: number): ChannelWeek[] => [{ week: week(1), count: 10, error, variance: 10 }];
    const some = new Map([
      ['email', one(0)],
      ['sms', one(0)],
      ['call', one(50)],
    ]);
    const { channels, common } = splitShifts(some, new Set(['email', 'sms']));
    expect(channels.get('call')).toEqual([{ week: 1, shift: 5, variance: 0.1 + 0.05, credits: 10 }]);
    expect(channels.get('sms')).toEqual([{ week: 1, shift: 0, variance: 0.2, credits: 10 }]);
    expect(common).toEqual([{ week: 1, shift: 0, variance: 0.05, credits: 20 }]);
  });

  it('alone in a week has nobody to be compared with', () => {
    const some = new Map([['email', [{ week: week(1), count: 10, error: 5, variance: 10 }]]]);
    const { channels, common } = splitShifts(some, new Set(['email']));
    expect(channels.get('email')).toEqual([]);
    expect(common).toMatchObject([{ shift: 0.5 }]);
  });
});
