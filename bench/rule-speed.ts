import type { Configuration } from '../src/core/configuration.ts';
import type { BorrowerId, ChannelId, DecisionId } from '../src/core/identifiers.ts';
import { applyContactRules } from '../src/core/rules/apply-contact-rules.ts';
import type { ContactProfile } from '../src/core/rules/contact-profile.ts';
import { questionOf } from '../src/core/rules/contact-question.ts';
import { indicatedPlaces } from '../src/core/rules/indicated-places.ts';
import { layOutCandidates } from '../src/core/rules/lay-out-candidates.ts';
import { ruleBookOf } from '../src/core/rules/rule-book.ts';
import { HOUR_MS, type Instant, MINUTE_MS, parseInstant, plusMs } from '../src/core/time/instant.ts';
import { GRID } from './configuration.ts';
import { measure, quantile } from './quantiles.ts';

const START = parseInstant('2026-11-02T15:00:00Z');

const LAWFUL_GRID: Configuration = {
  ...GRID,
  channels: GRID.channels.map((channel) =>
    channel.id === 'voicemail'
      ? { ...channel, medium: 'call', automated: true }
      : { ...channel, automated: false },
  ),
  rules: {
    ...GRID.rules,
    caps: [{ id: 'house-contact-frequency@1', limit: 12, days: 7 }],
    packs: ['us-federal', 'us-states-and-cities', 'house'],
    actor: 'first-party',
  },
};

export interface RuleFigures {
  /** Of the first moment: how many the rules leave. */
  readonly eligible: number;
  readonly rules: number;
  readonly actions: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** The contact rules alone, 168 actions × every rule of the packs: a usual file, and one with much on it. */
export async function benchRules(): Promise<{ readonly usual: RuleFigures; readonly crowded: RuleFigures }> {
  return { usual: await timed(borrower(START, 5)), crowded: await timed(crowdedBorrower(START)) };
}

async function timed(profile: ContactProfile): Promise<RuleFigures> {
  const book = ruleBookOf(LAWFUL_GRID);
  const question = questionOf(book, 'servicing', profile, 'a-1');
  const timeZone = indicatedPlaces(profile).home ?? '';
  const laidOut = Array.from({ length: 60 }, (_, index) => {
    const now = plusMs(START, index * 24 * MINUTE_MS);
    const { horizonHours } = GRID;
    const layOut = { configuration: LAWFUL_GRID, timeZone, now, horizonHours, exclude: [] };
    return { now, candidates: layOutCandidates(layOut).candidates };
  });
  const judge = (index: number) => {
    const { now, candidates } = laidOut[index % laidOut.length] ?? { now: START, candidates: [] };
    // A profile of its own each time, as it is read each time.
    return applyContactRules({ book, question, candidates, profile: { ...profile }, now });
  };
  const times = await measure(1_000, 10_000, judge);
  const { eligible, blocked } = judge(0);
  return {
    eligible: eligible.length,
    rules: book.rules.length,
    actions: eligible.length + blocked.length,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
  };
}

/** In three zones and two states, with a hold, inconvenient times and seventeen contacts within three weeks. */
function crowdedBorrower(now: Instant): ContactProfile {
  const usual = borrower(now, 17);
  return {
    ...usual,
    phones: [
      ...(usual.phones ?? []),
      { id: 'other', areaCode: '617', line: 'landline', place: 'personal' },
      { id: 'office', areaCode: '415', line: 'landline', place: 'work' },
    ],
    holds: [
      { id: 'h-1', channel: 'push' as ChannelId, reason: 'opt-out', since: now, source: 'borrower-request' },
    ],
    inconvenientTimes: [{ days: ['mon', 'wed'], start: '12:00', end: '13:00' }],
  };
}

function borrower(now: Instant, contacts: number): ContactProfile {
  const since = plusMs(now, -240 * HOUR_MS);
  const consent = { status: 'granted', form: 'written', since, confirmedAt: since } as const;
  return {
    borrowerId: 'b-1' as BorrowerId,
    timeZones: [],
    phones: [
      { id: 'mobile', areaCode: '305', line: 'mobile', place: 'personal', reassignedCheckedAt: since },
    ],
    emails: [{ id: 'private', place: 'personal' }],
    addresses: [{ id: 'home', zip: '75201', place: 'home' }],
    consents: Object.fromEntries(LAWFUL_GRID.channels.map(({ id }) => [id, consent])),
    holds: [],
    conversations: [{ id: 'c-1', at: plusMs(now, -220 * HOUR_MS), accountId: 'a-1' }],
    accounts: { 'a-1': { product: 'card', unpaidSince: '2026-09-15', inCollection: false } },
    contacts: Array.from({ length: contacts }, (_, index) => {
      const at = plusMs(now, -(24 + index * 30) * HOUR_MS);
      return {
        decisionId: `d_${index}` as DecisionId,
        token: '',
        channel: LAWFUL_GRID.channels[index % LAWFUL_GRID.channels.length]?.id ?? ('email' as ChannelId),
        kind: 'sent',
        accountId: 'a-1',
        interval: { start: at, end: at },
      };
    }),
  };
}
