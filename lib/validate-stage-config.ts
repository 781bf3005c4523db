import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { AlarmConfig, StageConfig } from './stage-config.ts';

/**
 * The same configuration, checked.
 * @throws Error that lists every problem as `field: what is wrong; what to do`.
 */
export function validateStageConfig(config: StageConfig): StageConfig {
  const problems = [
    ...identityProblems(config),
    ...protectionProblems(config),
    ...alarmProblems(config.alarms),
    ...capacityProblems(config),
    ...apiProblems(config),
  ];
  if (problems.length > 0) {
    throw new Error(`Stage '${config.stage}' (lib/stages.ts) can't be built:\n- ${problems.join('\n- ')}`);
  }
  return config;
}

function identityProblems({ stage, runbookUrl, logRetentionDays }: StageConfig): string[] {
  const periods = Object.values(RetentionDays).filter((value) => typeof value === 'number' && value < 9999);
  return [
    ...unless(
      /^[a-z][a-z0-9-]{0,15}$/.test(stage),
      `stage: '${stage}' can't name stacks; use 1 to 16 lower-case letters, digits or hyphens, a letter first`,
    ),
    ...unless(
      runbookUrl !== '' && !runbookUrl.includes('#'),
      `runbookUrl: '${runbookUrl}' can't take an anchor; give the address of docs/operator-runbook.md without '#'`,
    ),
    ...unless(
      periods.includes(logRetentionDays),
      `logRetentionDays: ${logRetentionDays} is not a period of CloudWatch Logs; use one of ${periods.join(', ')}`,
    ),
  ];
}

function protectionProblems({ removalPolicy, deletionProtection }: StageConfig): string[] {
  return unless(
    !(deletionProtection && removalPolicy === 'destroy'),
    "removalPolicy: 'destroy' can't delete what deletionProtection protects; set deletionProtection: false or " +
      "removalPolicy: 'retain'",
  );
}

function alarmProblems(alarms: AlarmConfig): string[] {
  const { topicArn, email, mustReachSomebody, decideP99Ms, queueAgeMinutes } = alarms;
  return [
    ...unless(
      !mustReachSomebody || topicArn !== undefined || email !== undefined,
      'alarms: nobody would be told; pass -c alarmEmail=… or -c alarmTopicArn=…, or set alarms.email or alarms.topicArn',
    ),
    ...unless(
      topicArn === undefined || email === undefined,
      'alarms.email: an existing topic keeps its own subscribers; give either alarms.email or alarms.topicArn',
    ),
    ...unless(
      email === undefined || /^[^@\s]+@[^@\s]+$/.test(email),
      `alarms.email: '${email}' is not an e-mail address; write it as name@example.com`,
    ),
    ...unless(
      topicArn === undefined || /^arn:[^:]+:sns:[^:]+:\d{12}:[^:]+$/.test(topicArn),
      `alarms.topicArn: '${topicArn}' is not an SNS topic; write it as arn:aws:sns:<region>:<account>:<name>`,
    ),
    ...integer('alarms.decideP99Ms', decideP99Ms, 1, 10_000),
    ...integer('alarms.queueAgeMinutes', queueAgeMinutes, 1, 1_440),
  ];
}

function capacityProblems(config: StageConfig): string[] {
  const { memoryMb, reservedConcurrency, provisionedConcurrency, maxConcurrency, scheduleMinutes } = config;
  return [
    ...entries(memoryMb).flatMap(([name, mb]) => integer(`memoryMb.${name}`, mb, 128, 10_240)),
    ...entries(reservedConcurrency).flatMap(([name, n]) =>
      integer(`reservedConcurrency.${name}`, n, 1, 1_000),
    ),
    ...entries(provisionedConcurrency).flatMap(([name, n]) => [
      ...integer(`provisionedConcurrency.${name}`, n, 1, 1_000),
      ...unless(
        n <= (reservedConcurrency[name] ?? n),
        `provisionedConcurrency.${name}: ${n} is more than reservedConcurrency.${name}; raise that or lower this`,
      ),
    ]),
    ...entries(maxConcurrency).flatMap(([name, n]) => integer(`maxConcurrency.${name}`, n, 2, 1_000)),
    ...integer('scheduleMinutes.mature', scheduleMinutes.mature, 1, 5),
    ...integer('scheduleMinutes.guard', scheduleMinutes.guard, 1, 5),
    ...integer('scheduleMinutes.publish', scheduleMinutes.publish, 10, 15),
  ];
}

function apiProblems({ authorisation, throttle }: StageConfig): string[] {
  return [
    ...integer('throttle.ratePerSecond', throttle.ratePerSecond, 1, 10_000),
    ...integer('throttle.burst', throttle.burst, 1, 5_000),
    ...unless(
      authorisation.kind !== 'jwt' || /^https:\/\/.+/.test(authorisation.issuer),
      'authorisation.issuer: tokens need an issuer; give its https:// address',
    ),
    ...unless(
      authorisation.kind !== 'jwt' || authorisation.audience.length > 0,
      'authorisation.audience: any token of the issuer would do; list at least one audience',
    ),
  ];
}

function integer(field: string, value: number, least: number, most: number): string[] {
  return unless(
    Number.isInteger(value) && value >= least && value <= most,
    `${field}: ${value} is out of range; use a whole number from ${least} to ${most}`,
  );
}

function unless(fine: boolean, problem: string): string[] {
  return fine ? [] : [problem];
}

function entries<Name extends string>(record: Readonly<Partial<Record<Name, number>>>): [Name, number][] {
  return Object.entries(record) as [Name, number][];
}
