import type { Configuration } from '../../src/core/configuration.ts';
import { heedDuties } from '../../src/core/decision/heed-duties.ts';
import type { ChannelId } from '../../src/core/identifiers.ts';
import { applyContactRules } from '../../src/core/rules/apply-contact-rules.ts';
import type { ContactProfile } from '../../src/core/rules/contact-profile.ts';
import { type ContactQuestion, questionOf } from '../../src/core/rules/contact-question.ts';
import { type IndicatedPlaces, indicatedPlaces } from '../../src/core/rules/indicated-places.ts';
import { judgeMoment } from '../../src/core/rules/judge-moment.ts';
import { layOutCandidates } from '../../src/core/rules/lay-out-candidates.ts';
import { type DueObligation, dueObligations } from '../../src/core/rules/obligations.ts';
import {
  type RuleBook,
  type RuledChannel,
  ruleBookOf,
  ruledChannel,
} from '../../src/core/rules/rule-book.ts';
import { DAY_MS, type Instant, type Interval, plusMs } from '../../src/core/time/instant.ts';
import { type Indication, indications } from './indications.ts';
import { DAYS_AHEAD, nextLawful } from './next-lawful.ts';
import { hitTeller, type ToldHit } from './tell-hit.ts';

export interface CheckedCase {
  readonly configuration: Configuration;
  readonly profile: ContactProfile;
  readonly at: Instant;
  /** As requests name it. */
  readonly purpose: string;
  readonly accountId?: string;
}

/** What the contact rules say about one borrower at one moment. */
export interface ContactCheck {
  readonly at: Instant;
  readonly question: ContactQuestion;
  readonly places: IndicatedPlaces;
  readonly indications: readonly Indication[];
  readonly obligations: readonly DueObligation[];
  readonly channels: readonly CheckedChannel[];
  readonly actions: readonly CheckedAction[];
  /** The rule that leaves a decision only one action, and rules that demand what can't be done. */
  readonly forcedBy?: string;
  readonly unmet: readonly string[];
}

export interface CheckedChannel {
  readonly channel: ChannelId;
  readonly allowed: boolean;
  /** When allowed: the end of the lawful stretch that the moment lies in; absent when it is more than 14 days off. */
  readonly until?: Instant;
  readonly blockedBy: readonly ToldHit[];
  /** When blocked: the first lawful instant within 14 days; absent when there is none. */
  readonly nextLawful?: Instant;
}

export interface CheckedAction {
  readonly action: string;
  readonly allowed: boolean;
  /** What the rules leave of the send window; absent for `no-contact` and blocked actions. */
  readonly window?: Interval;
  readonly timeZone?: string;
  /** The rules have taken a part of the send window away. */
  readonly cut: boolean;
  readonly blockedBy: readonly ToldHit[];
}

/** Judges every configured channel at the moment itself, and every action as a decision made then would see it. */
export function checkContact({ configuration, profile, at, purpose, accountId }: CheckedCase): ContactCheck {
  const book = ruleBookOf(configuration);
  const question = questionOf(book, purpose, profile, accountId);
  const places = indicatedPlaces(profile);
  const tell = hitTeller(configuration);
  const laidOut = layOutCandidates({
    configuration,
    timeZone: places.home ?? '',
    now: at,
    horizonHours: configuration.horizonHours,
    exclude: [],
  });
  const input = { book, question, candidates: laidOut.candidates, profile, now: at };
  const { mask, forced, unmet = [] } = heedDuties(input, applyContactRules(input));
  const whole = new Map(laidOut.candidates.map(({ action, window }) => [action, window?.interval]));
  const actions = [
    ...mask.eligible.map(({ action, window }) => ({
      action,
      allowed: true,
      cut: isCut(window?.interval, whole.get(action)),
      ...(window === undefined ? {} : { window: window.interval, timeZone: window.timeZone }),
      blockedBy: [],
    })),
    ...[...laidOut.blocked, ...mask.blocked].map(({ action, hits }) => ({
      action,
      allowed: false,
      cut: false,
      blockedBy: hits.map(tell),
    })),
  ].sort((one, other) => (one.action < other.action ? -1 : 1));
  return {
    at,
    question,
    places,
    indications: indications(profile),
    obligations: dueObligations(input),
    channels: configuration.channels.map(({ id }) =>
      checkChannel(ruledChannel(book, id), { book, question, profile, at }, tell),
    ),
    actions,
    ...(forced === undefined ? {} : { forcedBy: forced.rule }),
    unmet: unmet.map(({ rule }) => rule),
  };
}

interface Moment {
  readonly book: RuleBook;
  readonly question: ContactQuestion;
  readonly profile: ContactProfile;
  readonly at: Instant;
}

function checkChannel(
  channel: RuledChannel,
  moment: Moment,
  tell: ReturnType<typeof hitTeller>,
): CheckedChannel {
  const horizon = plusMs(moment.at, DAYS_AHEAD * DAY_MS);
  const verdict = judgeMoment({ ...moment, channel, until: horizon });
  if (verdict.kind === 'lawful') {
    const { until } = verdict;
    return {
      channel: channel.id,
      allowed: true,
      ...(until < horizon ? { until } : {}),
      blockedBy: [],
    };
  }
  const next = nextLawful(
    moment.at,
    (at) => judgeMoment({ ...moment, channel, at, until: plusMs(at, 1) }).kind === 'lawful',
  );
  return {
    channel: channel.id,
    allowed: false,
    blockedBy: verdict.hits.map(tell),
    ...(next === undefined ? {} : { nextLawful: next }),
  };
}

function isCut(left: Interval | undefined, whole: Interval | undefined): boolean {
  return left !== undefined && whole !== undefined && (left.start > whole.start || left.end < whole.end);
}
