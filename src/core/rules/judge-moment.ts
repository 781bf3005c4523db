import type { DecisionId, NO_CONTACT, WindowId } from '../identifiers.ts';
import type { Instant } from '../time/instant.ts';
import { applyContactRules } from './apply-contact-rules.ts';
import type { ContactProfile } from './contact-profile.ts';
import type { ContactQuestion } from './contact-question.ts';
import type { RuleBook, RuledChannel } from './rule-book.ts';
import type { RuleHit } from './rule-hit.ts';

export interface MomentInput {
  readonly book: RuleBook;
  readonly question: ContactQuestion;
  readonly channel: RuledChannel;
  readonly profile: ContactProfile;
  readonly at: Instant;
  /** The end of the send window. */
  readonly until: Instant;
  readonly exceptDecision?: DecisionId;
}

export type MomentVerdict =
  /** Lawful from now on up to, but not including, `until`. */
  | { readonly kind: 'lawful'; readonly until: Instant }
  | { readonly kind: 'blocked'; readonly hits: readonly RuleHit[] };

/** Whether contact is lawful at this very instant, and until when; or every rule that forbids it. */
export function judgeMoment(input: MomentInput): MomentVerdict {
  const { book, channel, at, until, ...rest } = input;
  const candidate = {
    action: `${channel.id}@moment` as typeof NO_CONTACT,
    channel: channel.id,
    window: { id: 'moment' as WindowId, interval: { start: at, end: until }, timeZone: '' },
  };
  const settings = { ...book.settings, minimumWindowMinutes: 0 };
  const { eligible, blocked } = applyContactRules({
    ...rest,
    book: { ...book, settings },
    candidates: [candidate],
    now: at,
  });
  const interval = eligible[0]?.window?.interval;
  if (interval?.start === at) return { kind: 'lawful', until: interval.end };
  const late = { rule: settings.quietHours.id, reason: 'Contact is not lawful at this moment.' };
  return {
    kind: 'blocked',
    hits: interval === undefined ? blocked.flatMap(({ hits }) => hits) : [late],
  };
}
