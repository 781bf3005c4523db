import type { Context } from '../../src/core/features/feature-schema.ts';
import type { BorrowerId, DecisionId, EventId } from '../../src/core/identifiers.ts';
import type { Instant } from '../../src/core/time/instant.ts';
import type { LiveState } from './live-state.ts';
import type { Decided } from './world.ts';

export interface ReplayRequest {
  readonly idempotencyKey: string;
  readonly borrower: BorrowerId;
  readonly context: Context;
  readonly requireConfirm: boolean;
}

export interface ReplayEvent {
  readonly eventId: EventId;
  readonly decisionId: DecisionId;
  readonly type: string;
  readonly occurredAt: Instant;
}

/** What has been learned so far. */
export interface Learned {
  readonly credits: number;
  readonly snapshot: string;
}

/** The service under replay, in this process or behind HTTP. Time goes by as the caller says. */
export interface ReplayService {
  /** Puts a contact profile on file that lets every action be taken. */
  welcome(borrower: BorrowerId): Promise<void>;
  /** @throws {InvariantError} when the decision is withheld: the profile forbids nothing. */
  decide(request: ReplayRequest, now: Instant): Promise<Decided>;
  confirm(decision: DecisionId, now: Instant): Promise<void>;
  giveUp(decision: DecisionId, now: Instant): Promise<void>;
  tell(events: readonly ReplayEvent[], now: Instant): Promise<void>;
  /** Matures what is due, credits it and publishes a snapshot. */
  learn(now: Instant): Promise<Learned>;
  /** Forgets what nothing depends on any more and returns the rest; `undefined` when the service keeps its state itself. */
  compact(): Promise<LiveState | undefined>;
  close(): Promise<void>;
}
