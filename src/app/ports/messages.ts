import type { DecisionId, EventId } from '../../core/identifiers.ts';
import type { Instant } from '../../core/time/instant.ts';

/** An outcome event on its way to the ledger. */
export interface OutcomeMessage {
  readonly eventId: EventId;
  readonly decisionId: DecisionId;
  readonly type: string;
  readonly occurredAt: Instant;
}

/** A decision that owes the model a credit; everything else is read from the ledger. */
export interface CreditMessage {
  readonly decisionId: DecisionId;
}
