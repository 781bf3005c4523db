import { stageConfig } from '../../lib/stages.ts';
import { LOG_SHARDS } from '../../src/app/log-part.ts';
import { LOG_GATHER_MINUTES } from '../../src/shared-names.ts';
import type { CapacityFigures } from './measure-capacity.ts';
import { EVENTS_PER_DECISION } from './measure-throughput.ts';
import { MESSAGES_PER_REQUEST, PRICES } from './prices.ts';

/** What one thing costs a million decisions. */
export interface PriceLine {
  readonly what: string;
  /** Units for one decision. */
  readonly perDecision: number;
  readonly usdPerMillion: number;
}

const MILLION = 1e6;
const SNAPSHOTS_A_MONTH = 30 * 24 * 6;
/** A decision's messages: its events, what asks for its credit, and what asks for its row in the matured log. */
const MESSAGES = EVENTS_PER_DECISION + 2;
/** Batches of the log in a month, as they are gathered, and the days that the decisions of one were made on. */
const LOG_BATCHES_A_MONTH = (30 * 24 * 60) / LOG_GATHER_MINUTES;
const DAYS_IN_A_BATCH = 3;
/** Sent, received, deleted. */
const REQUESTS_OF_A_MESSAGE = 3 / MESSAGES_PER_REQUEST;

/** The bill, line by line. @param monthly Decisions a month: what is written by the clock is shared among them. */
export function priceLines(figures: CapacityFigures, monthly = MILLION): PriceLine[] {
  const { decisions, consumed } = figures;
  const per = (total: number) => total / decisions;
  const sum = (of: (row: CapacityFigures['consumed'][number]) => number) =>
    per(consumed.reduce((total, row) => total + of(row), 0));
  const line = (what: string, perDecision: number, price: number): PriceLine => ({
    what,
    perDecision,
    usdPerMillion: perDecision * price * MILLION,
  });
  const calls = Object.values(figures.calls).reduce((total, count) => total + count, 0);
  const parts = logPartsWritten(monthly);
  return [
    line(
      'DynamoDB, write units of tables',
      sum(({ writeUnits }) => writeUnits),
      PRICES.perWriteUnit,
    ),
    line(
      'DynamoDB, write units of indexes',
      sum(({ indexUnits }) => indexUnits),
      PRICES.perWriteUnit,
    ),
    line(
      'DynamoDB, read units',
      sum(({ readUnits }) => readUnits),
      PRICES.perReadUnit,
    ),
    line('SQS, requests, ten messages each', MESSAGES * REQUESTS_OF_A_MESSAGE, PRICES.perSqsRequest),
    line('Lambda, calls', per(calls), PRICES.perLambdaRequest),
    line('Lambda, GB-seconds as measured here', per(gbSeconds(figures)), PRICES.perLambdaGbSecond),
    line(
      `S3, a snapshot every ten minutes, ${monthly / MILLION} million decisions a month`,
      SNAPSHOTS_A_MONTH / monthly,
      PRICES.perS3Put,
    ),
    line('S3, parts of the matured log written, likewise', parts / monthly, PRICES.perS3Put),
    line('S3, parts of the matured log read, likewise', parts / monthly, PRICES.perS3Get),
  ];
}

/** Beside the bill: what it costs to ask through API Gateway, a decision and its confirmation. */
export function gatewayLine({ decisions, contacts }: CapacityFigures): PriceLine {
  const perDecision = 1 + contacts / decisions;
  return {
    what: 'API Gateway, decide and confirm',
    perDecision,
    usdPerMillion: perDecision * PRICES.perHttpCall * MILLION,
  };
}

/**
 * Parts that a month of so many decisions writes: of P parts that a batch of n decisions may fall into, chance leaves
 * P·(1 − (1 − 1/P)ⁿ) to be written. It hardly grows with the number of decisions.
 */
function logPartsWritten(monthly: number): number {
  const parts = LOG_SHARDS * DAYS_IN_A_BATCH;
  const inBatch = monthly / LOG_BATCHES_A_MONTH;
  return LOG_BATCHES_A_MONTH * parts * (1 - (1 - 1 / parts) ** inBatch);
}

function gbSeconds({ milliseconds }: CapacityFigures): number {
  const { memoryMb } = stageConfig({ stage: 'prod', alarmEmail: 'bench@example.org' });
  const memory: Readonly<Record<string, number>> = memoryMb;
  return Object.entries(milliseconds).reduce(
    (total, [name, ms]) => total + (ms / 1000) * ((memory[name] ?? 0) / 1024),
    0,
  );
}
