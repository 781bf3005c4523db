import type { HttpFunctionName } from '../src/shared-names.ts';
import type { ConsumerName, FunctionName } from './function-names.ts';

/** Everything that may differ between two deployments of the same code. */
export interface StageConfig {
  /** Lower-case letters, digits and hyphens, at most 16; part of the stack names. */
  readonly stage: string;
  /** What happens to tables, queues, bucket and keys when their stack goes. */
  readonly removalPolicy: 'retain' | 'destroy';
  /** Refuses to delete the tables and the data stack, whoever asks. */
  readonly deletionProtection: boolean;
  readonly alarms: AlarmConfig;
  /** One of the periods that CloudWatch Logs knows, in days. */
  readonly logRetentionDays: number;
  /** What Lambda itself writes to the log: `INFO` adds a start, end and report line to every call. */
  readonly systemLogLevel: 'INFO' | 'WARN';
  /** In MB, 128 to 10,240; one full processor core comes at 1,769. */
  readonly memoryMb: Readonly<Record<FunctionName, number>>;
  /** Calls that this function alone may use at the same time; absent = the account's pool. */
  readonly reservedConcurrency: Readonly<Partial<Record<FunctionName, number>>>;
  /** Warm instances kept for a function behind the API; absent = none. */
  readonly provisionedConcurrency: Readonly<Partial<Record<HttpFunctionName, number>>>;
  /** Batches that a queue hands out at the same time, 2 to 1,000. */
  readonly maxConcurrency: Readonly<Record<ConsumerName, number>>;
  /** `mature` and `guard` every 1 to 5 minutes, `publish` every 10 to 15. */
  readonly scheduleMinutes: { readonly mature: number; readonly guard: number; readonly publish: number };
  readonly authorisation: Authorisation;
  /** Whether `GET /v1/health` answers callers without credentials. */
  readonly openHealth: boolean;
  /** Requests per second that the API lets through, and how many at once; the rest get 429. */
  readonly throttle: { readonly ratePerSecond: number; readonly burst: number };
  /** Where alarms find their instructions; entries are appended as `#anchor`. */
  readonly runbookUrl: string;
}

export interface AlarmConfig {
  /** An existing topic to use instead of one of our own. */
  readonly topicArn?: string;
  /** Subscribed to our own topic. */
  readonly email?: string;
  /** A stage in which somebody must be told: an alarm without a reader is refused. */
  readonly mustReachSomebody: boolean;
  /** Duration of `decide` at the 99th percentile, in milliseconds. */
  readonly decideP99Ms: number;
  /** Age of the oldest message of a work queue, in minutes. */
  readonly queueAgeMinutes: number;
}

export type Authorisation =
  | { readonly kind: 'iam' }
  | { readonly kind: 'jwt'; readonly issuer: string; readonly audience: readonly string[] };
