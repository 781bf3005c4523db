import type { ConsumerName, FunctionName } from './function-names.ts';

export interface FunctionSettings {
  readonly description: string;
  readonly timeoutSeconds: number;
}

/** What is the same in every stage. HTTP functions stay far below API Gateway's limit of 30 s. */
export const FUNCTIONS: Readonly<Record<FunctionName, FunctionSettings>> = {
  decide: { description: 'Answers POST /v1/decisions', timeoutSeconds: 10 },
  dispatch: { description: 'Confirms or voids a decision at send time', timeoutSeconds: 10 },
  'accept-outcomes': {
    description: 'Checks outcome events and puts them on the outcomes queue',
    timeoutSeconds: 10,
  },
  record: {
    description: 'Writes outcome events into the decision ledger and contact profiles',
    timeoutSeconds: 30,
  },
  mature: {
    description: 'Asks for a credit of every decision whose reward window closed',
    timeoutSeconds: 60,
  },
  learn: { description: 'Folds credits into the statistics', timeoutSeconds: 120 },
  log: { description: 'Writes the rows of credited decisions into the matured log', timeoutSeconds: 300 },
  publish: { description: 'Builds a snapshot from the statistics and serves it', timeoutSeconds: 300 },
  read: { description: 'Answers the GET routes', timeoutSeconds: 10 },
  borrowers: { description: 'Stores contact profiles', timeoutSeconds: 10 },
  'park-dead-letters': {
    description: 'Parks what reached a dead-letter queue, to be redriven or discarded',
    timeoutSeconds: 30,
  },
  erase: { description: 'Begins to erase a borrower and tells how far it is', timeoutSeconds: 10 },
  'advance-erasures': { description: 'Goes on with erasures that are not complete', timeoutSeconds: 300 },
  features: { description: 'Merges observed features into feature records', timeoutSeconds: 10 },
  'record-features': {
    description: 'Merges the features that a feed puts on the queue into feature records',
    timeoutSeconds: 30,
  },
  guard: { description: 'Stops what breaches a guardrail or spends the harm budget', timeoutSeconds: 300 },
  experiments: {
    description: 'Tells and changes which policies and experiments are served to whom',
    timeoutSeconds: 10,
  },
};

export interface ConsumerSettings {
  readonly batchSize: number;
  /** How long the poller waits for a batch to fill, in seconds. */
  readonly batchingWindowSeconds: number;
}

export const CONSUMERS: Readonly<Record<ConsumerName, ConsumerSettings>> = {
  /** Small and prompt: an opt-out must reach the contact profile within seconds. */
  record: { batchSize: 25, batchingWindowSeconds: 1 },
  /** Large and patient: one statistics item is written once per batch, however many credits it gets. */
  learn: { batchSize: 250, batchingWindowSeconds: 60 },
  /** As patient as Lambda allows: a part of the log is written once per batch, however many of its rows change. */
  log: { batchSize: 2_000, batchingWindowSeconds: 300 },
  /** Prompt, since decisions go by it; a borrower's record is written once per batch. */
  'record-features': { batchSize: 100, batchingWindowSeconds: 1 },
  /** Messages of up to 256 KB, and few: no need to gather them. */
  'park-dead-letters': { batchSize: 10, batchingWindowSeconds: 0 },
};

/**
 * The visibility timeout of the queue that feeds `consumer`, in seconds.
 * @remarks Six times the function timeout plus the batching window, as AWS asks of Lambda event sources: a message
 * must not come back while a throttled poller may still hold it.
 */
export function visibilityTimeoutSeconds(consumer: ConsumerName): number {
  return 6 * FUNCTIONS[consumer].timeoutSeconds + CONSUMERS[consumer].batchingWindowSeconds;
}
