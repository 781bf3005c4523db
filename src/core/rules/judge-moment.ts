import type { DecisionId } from '../identifiers.ts';
import type { Instant, Interval } from '../time/instant.ts';
import { intersectIntervals } from '../time/intersect-intervals.ts';
import { makeChannelRestrictions } from './channel-restrictions.ts';
import { contactFacts } from './contact-facts.ts';
import type { ContactProfile } from './contact-profile.ts';
import type { ContactQuestion } from './contact-question.ts';
import { forbidsAt, lawfulInstants } from './restriction.ts';
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
  /** A decision whose own contact entries don't count: the one that is being confirmed. */
  readonly exceptDecision?: DecisionId;
}

export type MomentVerdict =
  /** Lawful from now on up to, but not including, `until`. */
  | { readonly kind: 'lawful'; readonly until: Instant }
  | { readonly kind: 'blocked'; readonly hits: readonly RuleHit[] };

const ENDED: RuleHit = { rule: 'send-window@1', reason: 'The send window has ended.' };

/**
 * Whether contact is lawful at this very instant and, if so, until when it stays so; or every rule that forbids it.
 * @remarks Agrees with {@link applyContactRules}: of a window that it left eligible, every instant is lawful while the
 * facts on file stay the same.
 */
export function judgeMoment({ channel, at, until, ...input }: MomentInput): MomentVerdict {
  if (at >= until) return { kind: 'blocked', hits: [ENDED] };
  const span: Interval = { start: at, end: until };
  const restrictions = makeChannelRestrictions(contactFacts({ ...input, now: at, span }))(channel);
  const hits = restrictions.filter((restriction) => forbidsAt(restriction, at)).map(({ hit }) => hit);
  if (hits.length > 0) return { kind: 'blocked', hits };
  const lawful = restrictions.reduce<readonly Interval[]>(
    (parts, restriction) => intersectIntervals(parts, lawfulInstants(restriction, span)),
    [span],
  );
  return { kind: 'lawful', until: lawful[0]?.end ?? until };
}
