import type { StageConfig } from './stage-config.ts';
import { validateStageConfig } from './validate-stage-config.ts';

/** What a deployer may say on the command line: `cdk deploy -c stage=prod -c alarmEmail=…`. */
export interface StageArguments {
  readonly stage?: string;
  readonly alarmEmail?: string;
  readonly alarmTopicArn?: string;
}

/** A stage to try things in. Protected like production: what it learns is real too. */
const dev: StageConfig = {
  stage: 'dev',
  removalPolicy: 'retain',
  deletionProtection: true,
  alarms: { mustReachSomebody: false, decideP99Ms: 1_000, queueAgeMinutes: 15 },
  logRetentionDays: 30,
  systemLogLevel: 'INFO',
  memoryMb: {
    decide: 1_769,
    dispatch: 1_024,
    'accept-outcomes': 512,
    record: 512,
    mature: 512,
    learn: 1_024,
    log: 1_769,
    publish: 1_769,
    read: 512,
    borrowers: 512,
    'park-dead-letters': 512,
    erase: 512,
    'advance-erasures': 512,
    features: 512,
    'record-features': 512,
    guard: 1_769,
    experiments: 512,
  },
  reservedConcurrency: {},
  provisionedConcurrency: {},
  // Two learners already contend for the statistics items, and two writers for the parts of the log; more would mostly
  // repeat each other's work.
  maxConcurrency: { record: 10, learn: 2, log: 2, 'record-features': 10, 'park-dead-letters': 2 },
  scheduleMinutes: { mature: 5, guard: 5, publish: 15 },
  authorisation: { kind: 'iam' },
  openHealth: false,
  throttle: { ratePerSecond: 50, burst: 100 },
  runbookUrl: 'docs/operator-runbook.md',
};

const prod: StageConfig = {
  ...dev,
  stage: 'prod',
  alarms: { mustReachSomebody: true, decideP99Ms: 500, queueAgeMinutes: 15 },
  logRetentionDays: 365,
  systemLogLevel: 'WARN',
  maxConcurrency: { record: 50, learn: 2, log: 2, 'record-features': 50, 'park-dead-letters': 2 },
  scheduleMinutes: { mature: 1, guard: 5, publish: 10 },
  throttle: { ratePerSecond: 500, burst: 1_000 },
};

const STAGES: readonly StageConfig[] = [dev, prod];

/**
 * The checked settings of the named stage, `dev` when none is named.
 * @throws Error that names the known stages, or every field that is wrong.
 */
export function stageConfig({ stage = 'dev', alarmEmail, alarmTopicArn }: StageArguments): StageConfig {
  const found = STAGES.find((each) => each.stage === stage);
  if (found === undefined) {
    const known = STAGES.map((each) => each.stage).join(', ');
    throw new Error(
      `stage: '${stage}' is unknown; pass -c stage= with one of ${known}, or add it to lib/stages.ts`,
    );
  }
  return validateStageConfig({
    ...found,
    alarms: {
      ...found.alarms,
      ...(alarmEmail !== undefined && { email: alarmEmail }),
      ...(alarmTopicArn !== undefined && { topicArn: alarmTopicArn }),
    },
  });
}
