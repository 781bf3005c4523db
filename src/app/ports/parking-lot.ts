import type { Instant } from '../../core/time/instant.ts';

/** A message that can't be processed as it is, kept with its reason until a person redrives or discards it. */
export interface ParkedMessage {
  /** Deterministic: queue and content; parking the same message twice keeps one. */
  readonly id: string;
  readonly queue: QueueName;
  readonly body: string;
  /** An error code, then a sentence. */
  readonly code: string;
  readonly reason: string;
  /** How often it had been delivered, dead-letter queue included. */
  readonly deliveries?: number;
  readonly parkedAt: Instant;
}

/** What the lot holds. */
export interface StillParked extends ParkedMessage {
  /** How often it was parked since it was last removed: tells whoever read it whether it came again. */
  readonly times: number;
}

export const QUEUE_NAMES = ['outcomes', 'credits', 'features', 'log'] as const;

export type QueueName = (typeof QUEUE_NAMES)[number];

/** What stays of a message that was thrown away: everything but its content. */
export interface DiscardNote {
  readonly id: string;
  readonly queue: QueueName;
  /** Why it was parked. */
  readonly code: string;
  /** SHA-256 of the body in hexadecimal: who still has the message can tell that it was this one. */
  readonly digest: string;
  /** Why it was discarded, and by whom, in a person's own words. */
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  readonly parkedAt: Instant;
}

export interface ParkingLot {
  /** A message that is parked already keeps its time and takes the newest reason. */
  park(message: ParkedMessage): Promise<void>;
  get(id: string): Promise<StillParked | undefined>;
  /** All of them, oldest first. */
  list(): AsyncIterable<StillParked>;
  /**
   * Idempotent. `moved` when the message was parked again after it was read: then it stays, since whoever parked it has
   * acknowledged it to the queue.
   */
  remove(read: Pick<StillParked, 'id' | 'times'>): Promise<'removed' | 'moved'>;
  /** Keeps the first note of a message and the time at which it was parked. */
  noteDiscard(note: DiscardNote): Promise<void>;
  /** All notes, oldest first. */
  discarded(): AsyncIterable<DiscardNote>;
}
