import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { ChannelId } from '../../../../src/core/identifiers.ts';
import type { Hold } from '../../../../src/core/rules/contact-profile.ts';
import { holdEnd } from '../../../../src/core/rules/holds.ts';
import { outcomeSource, withHold, withoutOver } from '../../../../src/core/rules/outcome-holds.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../../src/core/time/instant.ts';
import { CHANNELS, channelArb } from '../../../support/arbitraries/profiles.ts';
import { at } from '../../../support/builders/identifiers.ts';

const NOW = at('2026-11-24T14:00:00Z');

/** Few ids and hours, so that many are repeated and many tie. */
const outcomeHoldArb: fc.Arbitrary<Hold> = fc
  .record({
    id: fc.nat(5),
    channel: fc.option(channelArb),
    type: fc.constantFrom('conversation', 'unsubscribed'),
    hours: fc.integer({ min: -4, max: 4 }),
  })
  .map(({ id, channel, type, hours }) => ({
    id: `e-${id}`,
    ...(channel === null ? {} : { channel }),
    since: plusMs(NOW, hours * HOUR_MS),
    ...(type === 'conversation' ? { until: plusMs(NOW, hours * HOUR_MS + 7 * DAY_MS) } : {}),
    source: outcomeSource(type),
  }));

/** The end of the last timed hold on the channel or on all. */
const heldUntil = (holds: readonly Hold[], channel: ChannelId) =>
  Math.max(
    0,
    ...holds
      .filter((hold) => hold.channel === undefined || hold.channel === channel)
      .map((hold) => holdEnd(hold) ?? 0),
  );

const keysOf = (holds: readonly Hold[]) =>
  holds.map(({ id, channel, until, source }) => `${source} ${channel ?? 'all'} ${id} ${until ?? ''}`).sort();

test.prop([fc.array(outcomeHoldArb, { maxLength: 12 }), fc.infiniteStream(fc.nat())])(
  'the same holds are on file in the end, in any order and however often each comes',
  (holds, stream) => {
    const once = holds.reduce(withHold, []);
    const shuffled = [...holds, ...holds]
      .map((hold) => ({ hold, rank: stream.next().value }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ hold }) => hold);
    expect(keysOf(shuffled.reduce(withHold, []))).toEqual(keysOf(once));
  },
);

test.prop([fc.array(outcomeHoldArb, { maxLength: 12 })])(
  'as much is forbidden as if every hold were kept, in no more space than needed',
  (holds) => {
    const kept = holds.reduce(withHold, []);
    for (const channel of CHANNELS) {
      expect(heldUntil(kept, channel)).toBe(heldUntil(holds, channel));
    }
    const endless = (all: readonly Hold[]) =>
      new Set(all.filter((hold) => holdEnd(hold) === undefined).map(({ id, channel }) => `${id} ${channel}`));
    expect(endless(kept)).toEqual(endless(holds));
    expect(kept.filter((hold) => holdEnd(hold) !== undefined).length).toBeLessThanOrEqual(4);
  },
);

test.prop([fc.array(outcomeHoldArb, { maxLength: 12 }), fc.integer({ min: 0, max: 20 })])(
  'dropping what is over never permits anything from then on',
  (holds, days) => {
    const later = plusMs(NOW, days * DAY_MS);
    const kept = withoutOver(holds, later);
    for (const hold of holds) {
      if ((holdEnd(hold) ?? later) >= later) expect(kept).toContain(hold);
    }
  },
);

test.prop([fc.array(outcomeHoldArb, { minLength: 1, maxLength: 6 })])(
  'a hold that says nothing new leaves the very same list',
  (holds) => {
    const kept = holds.reduce(withHold, []);
    for (const hold of holds) expect(withHold(kept, hold)).toBe(kept);
  },
);
