import type {
  AccountFacts,
  ContactEntry,
  Hold,
  HoldReason,
} from '../../../src/core/rules/contact-profile.ts';
import type { Medium } from '../../../src/core/rules/rule.ts';
import { exceeds, firstReach, lastReach, type Span } from './counting.ts';
import { type LawQuestion, mediumById } from './law-question.ts';
import { type PlacesOnFile, placesOnFile } from './places-on-file.ts';
import { type Clock, clockAt, dayOf } from './wall-clock.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Hours of a day [from, to); with `days` only on these weekdays, 0 = Sunday. */
export interface Hours {
  readonly from: number;
  readonly to: number;
  readonly days?: readonly number[];
}

export interface Counted {
  readonly media: readonly Medium[];
  readonly limit: number;
  readonly days: number;
  readonly unit: 'debt' | 'person';
  readonly exclusions?: true;
  readonly atWork?: true;
}

/** A question with the facts that provisions ask about, worked out once. */
export interface Situation {
  readonly ask: LawQuestion;
  readonly at: number;
  readonly medium: Medium | undefined;
  readonly places: PlacesOnFile;
  readonly clocks: readonly Clock[];
  /** Who is bound by what binds collectors of others' debts: they, and everyone when the house says so. */
  readonly isCollector: boolean;
  readonly isTelemarketer: boolean;
  readonly isRequired: boolean;
  readonly account: AccountFacts | undefined;
  readonly holds: readonly Hold[];
}

export function situationOf(ask: LawQuestion): Situation {
  const { profile, accountId, at } = ask;
  const account = accountId === undefined ? undefined : profile.accounts?.[accountId];
  const places = placesOnFile(profile);
  return {
    ask,
    at,
    medium: mediumById(ask.channels, ask.channel.id),
    places,
    clocks: places.zones.map((zone) => clockAt(zone, at)),
    isCollector:
      (account?.actor ?? ask.actor) === 'third-party' || ask.settings.thirdPartyRulesForAll !== false,
    isTelemarketer: ask.purpose === 'solicitation',
    isRequired: ask.purpose === 'required',
    account,
    holds: profile.holds.filter((hold) => binds(hold, accountId, at)),
  };
}

/** A hold binds from when it is on file; an end that is not after its beginning cannot be meant, so that never comes. */
function binds(hold: Hold, accountId: string | undefined, at: number): boolean {
  if (hold.until !== undefined && hold.until > hold.since && at >= hold.until) return false;
  return isSameDebt(hold.accountId, accountId);
}

function isSameDebt(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

/** Whether the channel is, or may be, one of these. */
export function by({ medium }: Situation, ...media: readonly Medium[]): boolean {
  return medium === undefined || media.includes(medium);
}

export function byMachine(situation: Situation): boolean {
  return by(situation, 'call', 'text') && situation.ask.channel.automated !== false;
}

/** Whether the law of one of these places may apply: any that the file points to, all when it points to none. */
export function inPlace({ places: { jurisdictions } }: Situation, ...codes: readonly string[]): boolean {
  return jurisdictions.size === 0 || codes.some((code) => jurisdictions.has(code));
}

/** Whether it is this date, or later, anywhere that the file points to. */
export function since({ clocks }: Situation, date: string): boolean {
  const day = dayOf(date);
  return clocks.some((clock) => clock.day >= day);
}

/** Whether it is earlier than this date anywhere that the file points to. */
export function before({ clocks }: Situation, date: string): boolean {
  const day = dayOf(date);
  return clocks.some((clock) => clock.day < day);
}

export function outside({ clocks, at }: Situation, hours: readonly Hours[], zone?: string): boolean {
  const all = zone === undefined ? clocks : [...clocks, clockAt(zone, at)];
  return all.some(({ weekday, msOfDay }) =>
    hours.every(
      ({ from, to, days }) =>
        msOfDay < from * HOUR || msOfDay >= to * HOUR || (days !== undefined && !days.includes(weekday)),
    ),
  );
}

/** A hold for one of these reasons, whatever its channel. */
export function held({ holds }: Situation, ...reasons: readonly HoldReason[]): boolean {
  return holds.some(({ reason = 'do-not-contact' }) => reasons.includes(reason));
}

/** A hold for one of these reasons that reaches this channel by itself. */
export function heldHere(situation: Situation, ...reasons: readonly HoldReason[]): boolean {
  return situation.holds.some(
    (hold) => reasons.includes(hold.reason ?? 'do-not-contact') && reaches(situation, hold),
  );
}

/** On all channels, on this one, or on one of the same medium. */
export function reaches({ ask, medium }: Situation, { channel }: Pick<Hold, 'channel'>): boolean {
  if (channel === undefined || channel === ask.channel.id) return true;
  return medium !== undefined && mediumById(ask.channels, channel) === medium;
}

/** A hold for one of these reasons on any of these media. */
export function heldOn(
  { ask, holds }: Situation,
  media: readonly Medium[],
  ...reasons: readonly HoldReason[]
): boolean {
  return holds.some(({ reason = 'do-not-contact', channel }) => {
    if (!reasons.includes(reason)) return false;
    const medium = channel === undefined ? undefined : mediumById(ask.channels, channel);
    return medium === undefined || media.includes(medium);
  });
}

/** Whether this contact could be one more than allowed. */
export function tooMany(situation: Situation, rule: Counted, isAtWork = false): boolean {
  const { at, places } = situation;
  if (rule.atWork === true && !isAtWork) return false;
  if (rule.exclusions === true && isConsented(situation, { first: at, last: at })) return false;
  const spans = contactSpans(situation, rule).filter(
    (span) => rule.exclusions !== true || !isConsented(situation, span),
  );
  return exceeds(spans, at, rule.limit, rule.days, places.zones);
}

function contactSpans({ ask, at }: Situation, rule: Counted): Span[] {
  return ask.profile.contacts
    .filter((entry) => {
      if (!isCounted(entry, ask.now ?? at, ask.ownDecision)) return false;
      const medium = mediumById(ask.channels, entry.channel);
      if (medium !== undefined && !rule.media.includes(medium)) return false;
      if (rule.unit === 'debt' && !isSameDebt(entry.accountId, ask.accountId)) return false;
      if (rule.atWork === true && entry.place !== 'work') return false;
      return !(rule.exclusions === true && entry.connected === false);
    })
    .map(({ interval }) => spanOf(interval));
}

/** Neither a reservation that is gone nor the decision's own contact counts. */
export function isCounted(
  { kind, interval, decisionId }: ContactEntry,
  now: number,
  ownDecision: string | undefined,
): boolean {
  return !(kind === 'reserved' && interval.end <= now) && decisionId !== ownDecision;
}

/** A stretch [start, end) ends a millisecond before `end`; an instant is itself. */
export function spanOf({ start, end }: { readonly start: number; readonly end: number }): Span {
  return { first: start, last: end > start ? end - 1 : start };
}

export function tooManyConversations({ ask, at, places }: Situation, limit: number, days: number): boolean {
  const spans = (ask.profile.conversations ?? []).map((conversation) => ({
    first: conversation.at,
    last: conversation.at,
  }));
  return exceeds(spans, at, limit, days, places.zones);
}

/** Within 7 days of a conversation, its day the first. */
export function soonAfterConversation(
  situation: Situation,
  days: number,
  consent: 'consent counts' | 'whatever was agreed' = 'consent counts',
): boolean {
  const { ask, at, places } = situation;
  if (places.zones.length === 0) return false;
  if (consent === 'consent counts' && isConsented(situation, { first: at, last: at })) return false;
  return (ask.profile.conversations ?? []).some(
    (conversation) =>
      isSameDebt(conversation.accountId, ask.accountId) &&
      at >= conversation.at &&
      at < lastReach(conversation.at, days, places.zones),
  );
}

/** Whether the whole span lies within what one direct consent covers. */
function isConsented({ ask, places: { zones } }: Situation, span: Span): boolean {
  return (ask.profile.directConsents ?? []).some((consent) => {
    if (consent.accountId !== undefined && consent.accountId !== ask.accountId) return false;
    if (zones.length === 0 || span.first < consent.at) return false;
    const talks = (ask.profile.conversations ?? []).filter(
      (conversation) => conversation.at > consent.at && isSameDebt(conversation.accountId, ask.accountId),
    );
    const end = Math.min(
      consent.until ?? Number.POSITIVE_INFINITY,
      consent.at + 7 * DAY,
      firstReach(consent.at, 7, zones),
      ...talks.map((conversation) => conversation.at as number),
    );
    return span.last < end;
  });
}
