import type { Configuration } from '../core/configuration.ts';
import type { DecisionRecord, Selected } from '../core/decision/decision-record.ts';
import { UnavailableError } from '../core/errors.ts';
import type { ChannelId } from '../core/identifiers.ts';
import type { Candidate } from '../core/rules/candidate.ts';
import { contactsPerDay } from '../core/rules/capacity.ts';
import type { RuleHit } from '../core/rules/rule-hit.ts';
import { DAY_MS, HOUR_MS, type Instant, plusMs } from '../core/time/instant.ts';
import { type UtcDate, utcDateOf } from '../core/time/utc-date.ts';
import type { Dependencies } from './dependencies.ts';
import type { CapacityUnit } from './ports/capacity-book.ts';

/** A channel that can make only so many contacts a day. */
export interface ScarceChannel {
  readonly id: ChannelId;
  readonly contactsPerDay: number;
}

export function scarceChannels({ channels }: Pick<Configuration, 'channels'>): readonly ScarceChannel[] {
  return channels.flatMap(({ id, capacity }) =>
    capacity === undefined ? [] : [{ id, contactsPerDay: contactsPerDay(capacity) }],
  );
}

/** The reason against a candidate for which there is no room; nothing when there is. */
export type NoRoom = (candidate: Candidate) => RuleHit | undefined;

/** Something may be said of every window that starts within the horizon, however the contact rules cut it. */
const LONGEST_WINDOW_MS = DAY_MS;

/** The last instant at which a send window within the horizon may start. */
export function bookableUntil(now: Instant, horizonHours: number): Instant {
  return plusMs(now, horizonHours * HOUR_MS + LONGEST_WINDOW_MS);
}

/**
 * Which candidates there is room for, by one read for each scarce channel; none where no channel is scarce.
 * @remarks A book that does not answer forbids its channel and no other: what can't be booked can't be promised.
 */
export async function readRoom(
  { configuration, capacity, telemetry }: Pick<Dependencies, 'configuration' | 'capacity' | 'telemetry'>,
  now: Instant,
  horizonHours: number,
): Promise<NoRoom> {
  const scarce = scarceChannels(configuration);
  const last = utcDateOf(bookableUntil(now, horizonHours));
  const reasons = await Promise.all(
    scarce.map(
      async ({ id, contactsPerDay: limit }): Promise<[ChannelId, (date: UtcDate) => RuleHit | undefined]> => {
        try {
          const days = await capacity.booked(id, utcDateOf(now), last);
          const full = new Set(
            days.filter(({ bookedAt }) => bookedAt.length >= limit).map(({ date }) => date),
          );
          return [id, (date) => (full.has(date) ? dayIsFull(limit, date) : undefined)];
        } catch (error) {
          if (!(error instanceof UnavailableError)) throw error;
          telemetry.warn('Booked capacity could not be read: leaving the channel out', { code: error.code });
          return [id, () => UNREADABLE];
        }
      },
    ),
  );
  const noRoom = new Map(reasons);
  return ({ channel, window }) =>
    channel === undefined || window === undefined
      ? undefined
      : noRoom.get(channel)?.(utcDateOf(window.interval.start));
}

function dayIsFull(limit: number, date: UtcDate): RuleHit {
  return {
    rule: 'capacity@1',
    reason: `All ${limit} contacts that the channel can make on ${date} (UTC) are taken.`,
  };
}

const UNREADABLE: RuleHit = {
  rule: 'capacity-readable@1',
  reason: 'It could not be read how many contacts the channel can still make.',
};

/** Room on the day of a contact, with what the day allows; `undefined` for a channel that is not scarce. */
export function unitOf(
  configuration: Pick<Configuration, 'channels'>,
  { channel, window }: NonNullable<Selected['contact']>,
  token: string,
  bookedAt: Instant,
): { readonly unit: CapacityUnit; readonly limit: number } | undefined {
  const scarce = scarceChannels(configuration).find(({ id }) => id === channel);
  return scarce === undefined
    ? undefined
    : {
        unit: { channel, date: utcDateOf(window.interval.start), token, bookedAt },
        limit: scarce.contactsPerDay,
      };
}

/** Gives back the room that a decision's contact holds; does nothing for a channel that is not scarce. */
export async function releaseRoom(
  { configuration, capacity }: Pick<Dependencies, 'configuration' | 'capacity'>,
  { verdict, decidedAt }: Pick<DecisionRecord, 'verdict' | 'decidedAt'>,
): Promise<void> {
  if (verdict.status === 'withheld') return;
  const { contact, reservationToken } = verdict;
  if (contact === undefined || reservationToken === undefined) return;
  const held = unitOf(configuration, contact, reservationToken, decidedAt);
  if (held !== undefined) await capacity.release(held.unit);
}
