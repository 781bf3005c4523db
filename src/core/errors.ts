/**
 * Every way in which Rapport can fail, as one class family with literal codes.
 * A withheld decision is not here: it is a value.
 */
export type InvalidInputCode =
  | 'body-not-json'
  | 'body-too-large'
  | 'media-type-unsupported'
  | 'schema-violation'
  | 'idempotency-key-missing'
  | 'feature-unknown'
  | 'feature-missing'
  | 'feature-out-of-range'
  | 'feature-protected'
  | 'feature-in-future'
  | 'channel-unknown'
  | 'action-unknown'
  | 'purpose-unknown'
  | 'cluster-unknown'
  | 'time-zone-unknown'
  | 'instant-invalid'
  | 'clock-not-allowed'
  | 'config-invalid'
  | 'outcome-type-unknown'
  | 'outcome-in-future'
  | 'outcome-before-decision'
  | 'decision-withheld'
  | 'dispatch-not-possible'
  | 'message-unreadable';

export type NotFoundCode =
  | 'decision-unknown'
  | 'borrower-unknown'
  | 'features-unknown'
  | 'model-unknown'
  | 'snapshot-unknown'
  | 'parked-unknown'
  | 'import-unknown'
  | 'erasure-unknown'
  | 'experiment-unknown'
  | 'variant-unknown'
  | 'route-unknown';

export type ConflictCode =
  | 'idempotency-key-reused'
  | 'event-id-reused'
  | 'version-moved'
  | 'already-void'
  | 'import-exists'
  | 'already-confirmed'
  | 'experiment-state'
  | 'approval-needed'
  | 'approval-by-author'
  | 'variant-already-stopped'
  | 'experiments-paused'
  | 'experiments-not-paused'
  | 'nothing-to-roll-back'
  | 'nothing-learned';

export type UnavailableCode = 'storage-unavailable' | 'queue-unavailable' | 'contention';

export type CorruptStateCode =
  | 'not-positive-definite'
  | 'snapshot-corrupt'
  | 'statistics-corrupt'
  | 'record-corrupt'
  | 'log-corrupt';

export type InvariantCode =
  | 'distribution-invalid'
  | 'summand-out-of-range'
  | 'quadratic-form-negative'
  | 'unreachable';

export type ErrorCode =
  | InvalidInputCode
  | NotFoundCode
  | ConflictCode
  | UnavailableCode
  | CorruptStateCode
  | InvariantCode;

/** Where in the input the fault lies, what is wrong with the value and how to mend it. Never borrower data. */
export interface FieldProblem {
  /** RFC 6901 JSON Pointer into the input, e.g. `/context/daysPastDue`. */
  readonly pointer: string;
  readonly problem: string;
  readonly fix: string;
}

export interface ErrorFacts {
  readonly fields?: readonly FieldProblem[];
  /** Safe for logs: numbers, ids and codes; never borrower data. */
  readonly details?: Readonly<Record<string, string | number | boolean>>;
  readonly cause?: unknown;
}

export abstract class AppError extends Error {
  abstract readonly code: ErrorCode;
  /** Whether the same call may succeed later without a change by the caller. */
  abstract readonly retryable: boolean;
  readonly fields: readonly FieldProblem[];
  readonly details: Readonly<Record<string, string | number | boolean>>;

  protected constructor(name: string, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = name;
    this.fields = facts.fields ?? [];
    this.details = facts.details ?? {};
  }
}

/** Thrown when the caller's input, a message or the configuration can't be accepted as it is. */
export class InvalidInputError extends AppError {
  readonly retryable = false;
  readonly code: InvalidInputCode;
  constructor(code: InvalidInputCode, message: string, facts?: ErrorFacts) {
    super('InvalidInputError', message, facts);
    this.code = code;
  }
}

/** Thrown when something named by its id does not exist (yet). */
export class NotFoundError extends AppError {
  readonly retryable = false;
  readonly code: NotFoundCode;
  constructor(code: NotFoundCode, message: string, facts?: ErrorFacts) {
    super('NotFoundError', message, facts);
    this.code = code;
  }
}

/** Thrown when the input contradicts what is already stored, or a conditional write lost its race. */
export class ConflictError extends AppError {
  readonly retryable = false;
  readonly code: ConflictCode;
  constructor(code: ConflictCode, message: string, facts?: ErrorFacts) {
    super('ConflictError', message, facts);
    this.code = code;
  }
}

/** Thrown when storage or a queue does not answer or throttles; the same call may be repeated. */
export class UnavailableError extends AppError {
  readonly retryable = true;
  readonly code: UnavailableCode;
  constructor(code: UnavailableCode, message: string, facts?: ErrorFacts) {
    super('UnavailableError', message, facts);
    this.code = code;
  }
}

/** Thrown when stored state can't be what this program wrote, or a model can't be built from it. */
export class CorruptStateError extends AppError {
  readonly retryable = false;
  readonly code: CorruptStateCode;
  constructor(code: CorruptStateCode, message: string, facts?: ErrorFacts) {
    super('CorruptStateError', message, facts);
    this.code = code;
  }
}

/** Thrown when the program finds one of its own invariants broken: a defect, never the caller's fault. */
export class InvariantError extends AppError {
  readonly retryable = false;
  readonly code: InvariantCode;
  constructor(code: InvariantCode, message: string, facts?: ErrorFacts) {
    super('InvariantError', message, facts);
    this.code = code;
  }
}
