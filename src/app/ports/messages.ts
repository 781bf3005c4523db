import type { BorrowerId, ChannelId, DecisionId, EventId } from '../../core/identifiers.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { UtcDate } from '../../core/time/utc-date.ts';

interface OutcomeFacts {
  readonly eventId: EventId;
  readonly type: string;
  readonly occurredAt: Instant;
}

/** An outcome event that says which decision it came of. */
export interface DecisionOutcome extends OutcomeFacts {
  readonly decisionId: DecisionId;
}

/** An outcome event that says whom it is about; which decisions it came of is worked out. */
export interface AccountOutcome extends OutcomeFacts {
  readonly borrowerId: BorrowerId;
  /** Only decisions for this debt, or for none in particular, can have to do with it. */
  readonly accountId?: string;
  /** What a hold that the event asks for is on; absent: on all channels. */
  readonly channel?: ChannelId;
}

/** An outcome event on its way to the ledger; `isAccountOutcome` tells which kind it is. */
export type OutcomeMessage = DecisionOutcome | AccountOutcome;

export function isAccountOutcome(message: OutcomeMessage): message is AccountOutcome {
  return 'borrowerId' in message;
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
