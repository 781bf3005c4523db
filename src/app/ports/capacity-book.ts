import type { ChannelId } from '../../core/identifiers.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { UtcDate } from '../../core/time/utc-date.ts';

/** Room for one contact on a channel's day, held by one attempt at a decision. */
export interface CapacityUnit {
  readonly channel: ChannelId;
  /** Of the send window's start. */
  readonly date: UtcDate;
  /** Names the attempt; no two attempts have the same. */
  readonly token: string;
  readonly bookedAt: Instant;
}

export interface BookedDay {
  readonly date: UtcDate;
  /** When each unit that is held was booked, in any order; at least one. */
  readonly bookedAt: readonly Instant[];
}

/** How much of each day's capacity decisions hold. Reads are strongly consistent. */
export interface CapacityBook {
  /**
   * Books the unit if its day holds fewer than `limit`, in one conditional write; `reserved` also when it is held
   * already.
   * @param limit ≥ 1.
   */
  reserve(unit: CapacityUnit, limit: number): Promise<'reserved' | 'full'>;
  /** Gives the unit back; does nothing when it is not held. */
  release(unit: CapacityUnit): Promise<void>;
  /** The channel's days from one date to another, both included, of which something is held; earliest first. */
  booked(channel: ChannelId, from: UtcDate, to: UtcDate): Promise<readonly BookedDay[]>;
}
