import type { Configuration } from '../core/configuration.ts';
import type { ActionId, BorrowerId, ChannelId, DecisionId, EventId } from '../core/identifiers.ts';
import type { ContactProfile, Hold } from '../core/rules/contact-profile.ts';
import { outcomeSource, withHold, withoutOver } from '../core/rules/outcome-holds.ts';
import { DAY_MS, type Instant, plusMs } from '../core/time/instant.ts';
import { contend } from './contend.ts';
import type { Dependencies } from './dependencies.ts';

/** An event, the borrower whom it concerns and the channel on which it happened. */
export interface HeardEvent {
  readonly borrowerId: BorrowerId;
  /** `undefined` when nobody can tell: a hold is then on every channel. */
  readonly channel: ChannelId | undefined;
  readonly event: {
    readonly eventId: EventId;
    readonly type: string;
    readonly occurredAt: Instant;
    /** Absent when the event names a borrower only. */
    readonly decisionId?: DecisionId;
  };
}

export type PlaceHolds = (heard: readonly HeardEvent[], now: Instant) => Promise<void>;

/**
 * Places the holds that the events ask for; when it resolves they bind whoever reads the contact profile next. Safe to
 * repeat and in any order, and safe before an event is recorded: a hold can only forbid. A borrower without a profile
 * gets one that holds nothing else, so that a profile put later has the hold.
 * @throws {UnavailableError} when a profile could not be read or written; some holds may be placed then.
 */
export function makePlaceHolds({
  configuration,
  profiles,
}: Pick<Dependencies, 'configuration' | 'profiles'>): PlaceHolds {
  return async function placeHolds(heard, now) {
    const asked = new Map<BorrowerId, Hold[]>();
    for (const each of heard) {
      const held = holdOf(each, configuration);
      if (held === undefined || (held.until !== undefined && held.until <= now)) continue;
      asked.set(each.borrowerId, [...(asked.get(each.borrowerId) ?? []), held]);
    }
    await Promise.all([...asked].map(([borrower, holds]) => place(borrower, holds, now)));
  };

  async function place(borrowerId: BorrowerId, asked: readonly Hold[], now: Instant): Promise<void> {
    await contend('Placing a hold', async () => {
      const stored = await profiles.get(borrowerId);
      const { profile, version } = stored ?? { profile: unknownBorrower(borrowerId), version: 0 };
      const holds = asked.reduce(withHold, profile.holds);
      if (holds === profile.holds) return 'done';
      return await profiles.put({ ...profile, holds: withoutOver(holds, now) }, version);
    });
  }
}

/** The configured channel of an action; `undefined` for inaction and for a channel that is no longer configured. */
export function channelOf(
  action: ActionId,
  { channels }: Pick<Configuration, 'channels'>,
): ChannelId | undefined {
  const [name] = action.split('@');
  return channels.find(({ id }) => id === name)?.id;
}

function holdOf({ channel, event }: HeardEvent, { reward }: Configuration): Hold | undefined {
  const rule = reward.events.find(({ type }) => type === event.type);
  if (rule?.hold === undefined) return undefined;
  const { eventId, decisionId, occurredAt } = event;
  const held = rule.holdOn ?? channel;
  return {
    id: `${decisionId ?? 'account'}:${eventId}`,
    since: occurredAt,
    source: outcomeSource(event.type),
    ...(rule.hold === 'channel' && held !== undefined ? { channel: held } : {}),
    ...(rule.cooldownDays === undefined
      ? {}
      : { until: plusMs(occurredAt, Math.ceil(rule.cooldownDays * DAY_MS)) }),
  };
}

/** What is known of a borrower of whom nothing is known: it forbids every contact. */
function unknownBorrower(borrowerId: BorrowerId): ContactProfile {
  return { borrowerId, timeZones: [], consents: {}, holds: [], contacts: [] };
}
