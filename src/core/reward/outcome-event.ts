import type { EventId } from '../identifiers.ts';
import type { Instant } from '../time/instant.ts';

/** One thing that happened after a decision. */
export interface OutcomeEvent {
  readonly id: EventId;
  readonly type: string;
  readonly occurredAt: Instant;
}
