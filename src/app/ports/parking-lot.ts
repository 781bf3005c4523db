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
  readonly parkedAt: Instant;
}

export type QueueName = 'outcomes' | 'credits' | 'features';

export interface ParkingLot {
  park(message: ParkedMessage): Promise<void>;
  get(id: string): Promise<ParkedMessage | undefined>;
  /** All of them, oldest first. */
  list(): AsyncIterable<ParkedMessage>;
  /** Idempotent. */
  remove(id: string): Promise<void>;
}
