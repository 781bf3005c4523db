/** Names that infrastructure and runtime must spell alike. The only file of `src` that `lib` may import. */

export const ENV = {
  decisionsTable: 'RAPPORT_DECISIONS_TABLE',
  profilesTable: 'RAPPORT_PROFILES_TABLE',
  statisticsTable: 'RAPPORT_STATISTICS_TABLE',
  controlTable: 'RAPPORT_CONTROL_TABLE',
  outcomesQueueUrl: 'RAPPORT_OUTCOMES_QUEUE_URL',
  creditsQueueUrl: 'RAPPORT_CREDITS_QUEUE_URL',
  featuresQueueUrl: 'RAPPORT_FEATURES_QUEUE_URL',
  logQueueUrl: 'RAPPORT_LOG_QUEUE_URL',
  outcomesDeadLettersArn: 'RAPPORT_OUTCOMES_DEAD_LETTERS_ARN',
  creditsDeadLettersArn: 'RAPPORT_CREDITS_DEAD_LETTERS_ARN',
  featuresDeadLettersArn: 'RAPPORT_FEATURES_DEAD_LETTERS_ARN',
  logDeadLettersArn: 'RAPPORT_LOG_DEAD_LETTERS_ARN',
  snapshotBucket: 'RAPPORT_SNAPSHOT_BUCKET',
  logBucket: 'RAPPORT_LOG_BUCKET',
  /** `true` lets callers set the clock with `at`; never in a live stage. */
  simulation: 'RAPPORT_SIMULATION',
} as const;

export const METRIC_NAMESPACE = 'Rapport';

/** Every part of the matured log is `<prefix>day=YYYY-MM-DD/part-NN.jsonl`; a new version of the rows gets a new prefix. */
export const LOG_PREFIX = 'matured/v1/';

/** Messages to the matured log are handed out together, every so many minutes; at most 15, SQS's longest delay. */
export const LOG_GATHER_MINUTES = 15;

/** How many times SQS hands out a message before it goes to the dead-letter queue. */
export const MAX_RECEIVE_COUNT = 6;

/**
 * How long a message waits for the decision that it names before it is parked, in minutes from when it was sent. A
 * decision is stored before its id is told, so only a feed that makes the id itself, or a decision that is loaded
 * later, can be late. It must be over before the last delivery.
 */
export const DECISION_WAIT_MINUTES = 10;

export interface TableShape {
  readonly partitionKey: AttributeShape;
  readonly sortKey?: AttributeShape;
  readonly indexes: readonly IndexShape[];
}

export interface IndexShape {
  readonly name: string;
  readonly partitionKey: AttributeShape;
  readonly sortKey: AttributeShape;
  readonly projection: 'KEYS_ONLY';
}

export interface AttributeShape {
  readonly name: string;
  readonly type: 'S' | 'N';
}

/** The key schemas: CDK makes the tables from these, and so does the embedded engine. */
export const TABLES = {
  /** `id` = decision id; `part` = `record` or `state`. Or `id` = account # borrower id; `part` = `account`. */
  decisions: {
    partitionKey: { name: 'id', type: 'S' },
    sortKey: { name: 'part', type: 'S' },
    indexes: [
      /** Sparse: only states that owe something. `dueShard` spreads the writes. */
      {
        name: 'due',
        partitionKey: { name: 'dueShard', type: 'S' },
        sortKey: { name: 'dueAt', type: 'N' },
        projection: 'KEYS_ONLY',
      },
      /** Records only. */
      {
        name: 'borrower',
        partitionKey: { name: 'borrowerId', type: 'S' },
        sortKey: { name: 'decidedAt', type: 'N' },
        projection: 'KEYS_ONLY',
      },
    ],
  },
  /** `id` = borrower id, with the contact profile; or `#features/` and the borrower id, with the feature record. */
  profiles: { partitionKey: { name: 'id', type: 'S' }, indexes: [] },
  /** `model`; `bucket` = arm # week # sibling. */
  statistics: {
    partitionKey: { name: 'model', type: 'S' },
    sortKey: { name: 'bucket', type: 'S' },
    indexes: [],
  },
  /**
   * `kind` = `champion`, `policy-book`, `policy-change`, `parked`, `discarded`, `capacity`, `import`, `erasure` or
   * `exposure#<experiment>`; `id` = model, model, model # version, message id, message id # time, channel # date, model +
   * name, a token, or borrower id.
   */
  control: {
    partitionKey: { name: 'kind', type: 'S' },
    sortKey: { name: 'id', type: 'S' },
    indexes: [],
  },
} as const satisfies Record<string, TableShape>;

export type TableName = keyof typeof TABLES;

export type HttpFunctionName =
  | 'decide'
  | 'dispatch'
  | 'accept-outcomes'
  | 'read'
  | 'borrowers'
  | 'erase'
  | 'features'
  | 'experiments';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** In API Gateway's notation: `{id}` is one path segment. */
  readonly path: string;
  /** The folder of `lambdas` whose entry answers. */
  readonly function: HttpFunctionName;
}

/** Every route of the HTTP API: CDK makes the gateway from these, and the local front dispatches by them. */
export const ROUTES = [
  { method: 'POST', path: '/v1/decisions', function: 'decide' },
  { method: 'GET', path: '/v1/decisions/{id}', function: 'read' },
  { method: 'POST', path: '/v1/decisions/{id}/confirm', function: 'dispatch' },
  { method: 'POST', path: '/v1/decisions/{id}/void', function: 'dispatch' },
  { method: 'POST', path: '/v1/outcomes', function: 'accept-outcomes' },
  { method: 'PUT', path: '/v1/borrowers/{id}', function: 'borrowers' },
  { method: 'GET', path: '/v1/borrowers/{id}', function: 'read' },
  { method: 'GET', path: '/v1/borrowers/{id}/contacts', function: 'read' },
  { method: 'DELETE', path: '/v1/borrowers/{id}', function: 'erase' },
  { method: 'GET', path: '/v1/erasures/{id}', function: 'erase' },
  { method: 'PUT', path: '/v1/borrowers/{id}/features', function: 'features' },
  { method: 'GET', path: '/v1/borrowers/{id}/features', function: 'read' },
  { method: 'GET', path: '/v1/models/{id}', function: 'read' },
  { method: 'GET', path: '/v1/experiments', function: 'experiments' },
  { method: 'POST', path: '/v1/experiments', function: 'experiments' },
  { method: 'GET', path: '/v1/experiments/{id}', function: 'experiments' },
  { method: 'POST', path: '/v1/experiments/{id}/approve', function: 'experiments' },
  { method: 'POST', path: '/v1/experiments/{id}/start', function: 'experiments' },
  { method: 'POST', path: '/v1/experiments/{id}/ramp', function: 'experiments' },
  { method: 'POST', path: '/v1/experiments/{id}/stop', function: 'experiments' },
  { method: 'POST', path: '/v1/experiments/{id}/withdraw', function: 'experiments' },
  { method: 'GET', path: '/v1/policies', function: 'experiments' },
  { method: 'POST', path: '/v1/policies/rollback', function: 'experiments' },
  { method: 'POST', path: '/v1/policies/shadow', function: 'experiments' },
  { method: 'POST', path: '/v1/policies/resume', function: 'experiments' },
  { method: 'GET', path: '/v1/health', function: 'read' },
  { method: 'GET', path: '/openapi.json', function: 'read' },
] as const satisfies readonly Route[];
