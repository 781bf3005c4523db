import type { Configuration } from '../core/configuration.ts';
import type { BorrowerId, ChannelId, DecisionId, EventId } from '../core/identifiers.ts';
import type { EventRule } from '../core/reward/reward-rule.ts';
import type { Hold } from '../core/rules/contact-profile.ts';
import { outcomeSource } from '../core/rules/outcome-holds.ts';
import { attemptToken, type ToldFact, toldId } from '../core/rules/told-facts.ts';
import { DAY_MS, type Instant, plusMs } from '../core/time/instant.ts';

/** An event, the borrower whom it concerns and the channel and debt that it was about. */
export interface HeardEvent {
  readonly borrowerId: BorrowerId;
  /** `undefined` when nobody can tell: a hold is then on every channel. */
  readonly channel: ChannelId | undefined;
  /** `undefined` when nobody can tell: what the event tells is then about every debt. */
  readonly accountId?: string | undefined;
  readonly event: {
    readonly eventId: EventId;
    readonly type: string;
    readonly occurredAt: Instant;
    /** Absent when the event names a borrower only. */
    readonly decisionId?: DecisionId;
  };
}

export interface Told {
  readonly at: Instant;
  readonly hold?: Hold;
  readonly fact?: ToldFact;
}

/** A channel that is not configured has no medium that anybody knows, so every rule counts a contact on it. */
const UNKNOWN_CHANNEL = 'unknown' as ChannelId;
const NO_DECISION = '' as DecisionId;

/** What the event, as its type is configured, does to the contact profile. */
export function toldBy(heard: HeardEvent, { reward }: Pick<Configuration, 'reward'>): Told {
  const { event } = heard;
  const rule = reward.events.find(({ type }) => type === event.type);
  const hold = rule?.hold === undefined ? undefined : holdOf(heard, rule);
  const fact = rule?.contact === undefined ? undefined : factOf(heard, rule.contact);
  return {
    at: event.occurredAt,
    ...(hold === undefined ? {} : { hold }),
    ...(fact === undefined ? {} : { fact }),
  };
}

/** A hold is about the person, whatever the debt: the stricter of the two. */
function holdOf({ channel, event }: HeardEvent, { hold, holdOn, cooldownDays, reason }: EventRule): Hold {
  const { eventId, decisionId, occurredAt } = event;
  const held = holdOn ?? channel;
  return {
    id: toldId(decisionId, eventId),
    since: occurredAt,
    source: outcomeSource(event.type),
    ...(reason === undefined ? {} : { reason }),
    ...(hold === 'channel' && held !== undefined ? { channel: held } : {}),
    ...(cooldownDays === undefined ? {} : { until: plusMs(occurredAt, Math.ceil(cooldownDays * DAY_MS)) }),
  };
}

function factOf(
  { channel = UNKNOWN_CHANNEL, accountId, event }: HeardEvent,
  fact: NonNullable<EventRule['contact']>,
): ToldFact {
  const { eventId, decisionId, occurredAt: at } = event;
  const about = accountId === undefined ? {} : { accountId };
  const id = toldId(decisionId, eventId);
  switch (fact) {
    case 'conversation':
    case 'direct-consent':
      return { fact, told: { id, at, ...about } };
    case 'not-connected':
      return { fact, told: { id, decisionId: decisionId ?? NO_DECISION, channel, at, ...about } };
    case 'attempt':
      return {
        fact,
        told: {
          decisionId: decisionId ?? NO_DECISION,
          token: attemptToken(eventId),
          channel,
          kind: 'sent',
          interval: { start: at, end: at },
          ...about,
        },
      };
  }
}
