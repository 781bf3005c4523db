import { readFileSync } from 'node:fs';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { describe, expect, it } from 'vitest';
import { constructId, FUNCTION_NAMES } from '../../lib/function-names.ts';
import { metricService } from '../../lib/metrics.ts';
import { LEAST_MODEL_ENTROPY } from '../../src/core/monitoring/watch-exploration.ts';
import { METRIC_NAMESPACE } from '../../src/shared-names.ts';
import { DEV, PROD, resourcesOf, synthesise } from '../support/infra/synthesised.ts';

interface AlarmProperties {
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly unknown[];
  readonly OKActions: readonly unknown[];
  readonly MetricName: string;
  /** Of an alarm on an expression: that, and what is in it. */
  readonly Metrics?: readonly {
    readonly Id: string;
    readonly Expression?: string;
    readonly MetricStat?: { readonly Metric: { readonly MetricName: string } };
  }[];
  readonly Namespace: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
  readonly TreatMissingData: string;
  readonly ComparisonOperator: string;
  readonly Threshold: number;
}

const { serviceTemplate: service } = synthesise(PROD);
const alarms = resourcesOf<AlarmProperties>(service, 'AWS::CloudWatch::Alarm');
const named = (name: string) => alarms.find(({ id }) => id.replace(/^Alarm(.*)[0-9A-F]{8}$/, '$1') === name);

const runbook = readFileSync('docs/operator-runbook.md', 'utf8');
const entries = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
  title.toLowerCase().replaceAll(' ', '-'),
);

describe('the alarms', () => {
  it('watch what an operator must know of', () => {
    const perFunction = FUNCTION_NAMES.flatMap((name) => [
      `${constructId(name)}Errors`,
      `${constructId(name)}Throttles`,
    ]);
    const expected = [
      ...[
        'OutcomesDeadLetters',
        'CreditsDeadLetters',
        'FeaturesDeadLetters',
        'LogDeadLetters',
        'ScheduleDeadLetters',
        'OutcomesQueueAge',
        'CreditsQueueAge',
        'FeaturesQueueAge',
        'LogQueueAge',
      ],
      ...[
        'MatureStopped',
        'PublishStopped',
        'GuardStopped',
        'GuardrailBreach',
        'HarmBudgetSpent',
        'DecideLatency',
        'ServerErrors',
        'FallbackDecisions',
        'ObligationsUnmet',
        'ParkedMessages',
        'ChannelDrift',
        'ExplorationCollapse',
      ],
      ...perFunction,
    ];
    for (const name of expected) expect(named(name), name).toBeDefined();
    expect(alarms).toHaveLength(expected.length);
  });

  it.each(alarms)('$id leads to an entry of the runbook', ({ Properties }) => {
    const [, anchor] =
      Properties.AlarmDescription.match(/ What to do: docs\/operator-runbook\.md#([a-z-]+)$/) ?? [];
    expect(entries).toContain(anchor);
  });

  it('leave no entry of the runbook without an alarm', () => {
    const used = new Set(alarms.map(({ Properties }) => Properties.AlarmDescription.split('#')[1]));
    expect(entries.filter((entry) => !used.has(entry))).toEqual([]);
  });

  it.each(alarms)('$id tells somebody, of recovery too', ({ Properties }) => {
    const [topic, ...others] = resourcesOf(service, 'AWS::SNS::Topic');
    expect(others).toEqual([]);
    expect(Properties.AlarmActions).toEqual([{ Ref: topic?.id }]);
    expect(Properties.OKActions).toEqual([{ Ref: topic?.id }]);
  });

  it('go off at the first dead letter, error, throttle, parked message and fallback', () => {
    const first = alarms.filter(({ id }) =>
      /DeadLetters|Errors|Throttles|ParkedMessages|FallbackDecisions/.test(id),
    );
    expect(first.length).toBeGreaterThan(20);
    for (const { id, Properties } of first) {
      expect([Properties.ComparisonOperator, Properties.Threshold], id).toEqual(['GreaterThanThreshold', 0]);
    }
  });

  it('take the silence of a schedule for a fault, and no other', () => {
    const silent = alarms.filter(({ Properties }) => Properties.TreatMissingData === 'breaching');
    expect(silent.map(({ id }) => id.slice(0, -8)).sort()).toEqual([
      'AlarmGuardStopped',
      'AlarmMatureStopped',
      'AlarmPublishStopped',
    ]);
  });

  it('go off after the latency and the age that the stage allows', () => {
    expect(named('DecideLatency')?.Properties).toMatchObject({
      Threshold: PROD.alarms.decideP99Ms,
      ExtendedStatistic: 'p99',
      MetricName: 'Duration',
    });
    expect(named('OutcomesQueueAge')?.Properties.Threshold).toBe(PROD.alarms.queueAgeMinutes * 60);
  });

  it('take a channel for changed as long as a publication within the hour says so', () => {
    expect(named('ChannelDrift')?.Properties).toMatchObject({
      MetricName: 'DriftAlarms',
      Statistic: 'Maximum',
      Period: 3600,
      Threshold: 0,
    });
    for (const minutes of [PROD, DEV].map(({ scheduleMinutes }) => scheduleMinutes.publish)) {
      expect(minutes).toBeLessThanOrEqual(60);
    }
  });

  it('take exploration for ended where the command that looks into it does', () => {
    const collapse = named('ExplorationCollapse')?.Properties;
    expect(collapse).toMatchObject({
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1000 * LEAST_MODEL_ENTROPY,
    });
    const [ratio, ...counts] = collapse?.Metrics ?? [];
    expect(ratio?.Expression).toBe('IF(decisions >= 100, exploration / decisions, 1000)');
    const telemetry = readFileSync('src/app/ports/telemetry.ts', 'utf8');
    expect(counts).toHaveLength(2);
    for (const { Id, MetricStat } of counts) {
      expect(['decisions', 'exploration']).toContain(Id);
      expect(telemetry).toContain(`  | '${MetricStat?.Metric.MetricName}'`);
      expect(MetricStat).toMatchObject({
        Stat: 'Sum',
        Period: 86_400,
        Metric: {
          Namespace: METRIC_NAMESPACE,
          Dimensions: [{ Name: 'service', Value: metricService(PROD.stage) }],
        },
      });
    }
  });

  it('go off for a dead letter that was parked as well as for one that waits to be', () => {
    const telemetry = readFileSync('src/app/ports/telemetry.ts', 'utf8');
    for (const queue of ['Outcomes', 'Credits', 'Features', 'Log']) {
      const [sum, ...counts] = named(`${queue}DeadLetters`)?.Properties.Metrics ?? [];
      expect(sum?.Expression).toBe('FILL(parked, 0) + FILL(waiting, 0) + FILL(hidden, 0)');
      const metrics = Object.fromEntries(
        counts.map(({ Id, MetricStat }) => [Id, MetricStat?.Metric.MetricName]),
      );
      expect(metrics).toEqual({
        parked: `${queue}DeadLettered`,
        waiting: 'ApproximateNumberOfMessagesVisible',
        hidden: 'ApproximateNumberOfMessagesNotVisible',
      });
      expect(telemetry).toContain(`  | '${metrics['parked']}'`);
    }
  });

  it('leave an existing topic alone where the stage names one', () => {
    const topicArn = 'arn:aws:sns:eu-central-1:123456789012:on-call';
    const { email: _, ...alarmSettings } = PROD.alarms;
    const other = synthesise({ ...PROD, alarms: { ...alarmSettings, topicArn } }).serviceTemplate;
    expect(resourcesOf(other, 'AWS::SNS::Topic')).toEqual([]);
    for (const { Properties } of resourcesOf<AlarmProperties>(other, 'AWS::CloudWatch::Alarm')) {
      expect(Properties.AlarmActions).toEqual([topicArn]);
    }
  });
});

describe('the metrics', () => {
  const custom = alarms.filter(({ Properties }) => Properties.Namespace === METRIC_NAMESPACE);

  it('are spelt as the runtime publishes them', () => {
    const telemetry = readFileSync('src/app/ports/telemetry.ts', 'utf8');
    const published = [...telemetry.matchAll(/^ {2}\| '([A-Za-z]+)'/gm)].map(([, name]) => name);
    expect(published.length).toBeGreaterThan(10);
    const dashboard = JSON.stringify(service.findResources('AWS::CloudWatch::Dashboard'));
    const shown = [...dashboard.matchAll(new RegExp(`"${METRIC_NAMESPACE}\\\\",\\\\"([A-Za-z]+)`, 'g'))];
    const onDashboard = shown.map(([, name]) => name);
    expect(custom.length).toBe(6);
    expect(new Set(onDashboard)).toEqual(new Set(published));
    for (const { Properties } of custom) expect(published).toContain(Properties.MetricName);
  });

  it('have the namespace and the dimension that the functions give them', () => {
    const serviceName = metricService(PROD.stage);
    const environment = resourcesOf<{ Environment: { Variables: Record<string, unknown> } }>(
      service,
      'AWS::Lambda::Function',
    ).map(({ Properties }) => Properties.Environment.Variables['POWERTOOLS_SERVICE_NAME']);
    expect(new Set(environment)).toEqual(new Set([serviceName]));

    const metrics = new Metrics({ namespace: METRIC_NAMESPACE, serviceName });
    metrics.addMetric('MessagesParked', 'Count', 1);
    const emitted = metrics.serializeMetrics();
    const [written] = emitted._aws.CloudWatchMetrics;
    for (const { Properties } of custom) {
      expect(written?.Namespace).toBe(Properties.Namespace);
      expect(written?.Dimensions).toEqual([Properties.Dimensions.map(({ Name }) => Name)]);
      expect(Properties.Dimensions).toEqual([{ Name: 'service', Value: emitted['service'] }]);
    }
  });
});

describe('the topic', () => {
  it('is encrypted, takes no unencrypted connections and hears this account only', () => {
    const [topic] = resourcesOf<{ KmsMasterKeyId: unknown }>(service, 'AWS::SNS::Topic');
    expect(topic?.Properties.KmsMasterKeyId).toBeDefined();
    const [policy] = resourcesOf<{ PolicyDocument: { Statement: readonly Record<string, unknown>[] } }>(
      service,
      'AWS::SNS::TopicPolicy',
    );
    expect(policy?.Properties.PolicyDocument.Statement).toMatchObject([
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });

  it('has the reader whom the stage names', () => {
    service.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: PROD.alarms.email,
    });
  });
});
