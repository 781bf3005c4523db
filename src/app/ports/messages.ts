import type { DecisionId, EventId } from '../../core/identifiers.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { UtcDate } from '../../core/time/utc-date.ts';

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

/** A decision whose row of the matured log may have changed; what the row says is read from the ledger. */
export interface LogMessage {
  readonly decisionId: DecisionId;
  /** Of `decidedAt`: where its row is, also when the ledger has forgotten the decision. */
  readonly day: UtcDate;
}
