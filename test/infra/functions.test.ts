import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { constructId, FUNCTION_NAMES } from '../../lib/function-names.ts';
import { CONSUMERS, FUNCTIONS, visibilityTimeoutSeconds } from '../../lib/function-settings.ts';
import { DECISION_WAIT_MINUTES, ENV, MAX_RECEIVE_COUNT } from '../../src/shared-names.ts';
import {
  DEV,
  type GetAtt,
  importedFrom,
  PROD,
  resourcesOf,
  synthesise,
} from '../support/infra/synthesised.ts';

interface FunctionProperties {
  readonly Runtime: string;
  readonly Architectures: readonly string[];
  readonly Handler: string;
  readonly Timeout: number;
  readonly MemorySize: number;
  readonly TracingConfig: { readonly Mode: string };
  readonly LoggingConfig: { readonly LogFormat: string; readonly LogGroup: { readonly Ref: string } };
  readonly Environment: { readonly Variables: Readonly<Record<string, unknown>> };
  readonly Role: GetAtt;
  readonly DeadLetterConfig?: { readonly TargetArn: GetAtt };
}

interface MappingProperties {
  readonly EventSourceArn: unknown;
  readonly FunctionName: { readonly Ref: string };
  readonly FunctionResponseTypes: readonly string[];
  readonly BatchSize: number;
  readonly MaximumBatchingWindowInSeconds: number;
  readonly ScalingConfig: { readonly MaximumConcurrency: number };
}

interface RuleProperties {
  readonly ScheduleExpression: string;
  readonly State: string;
  readonly Targets: readonly {
    readonly Arn: GetAtt;
    readonly Input?: string;
    readonly InputPath?: string;
    readonly InputTransformer?: unknown;
    readonly DeadLetterConfig: { readonly Arn: GetAtt };
    readonly RetryPolicy: { readonly MaximumRetryAttempts: number };
  }[];
}

const prod = synthesise(PROD);
const { serviceTemplate: service, dataTemplate: data } = prod;
const functions = resourcesOf<FunctionProperties>(service, 'AWS::Lambda::Function');
const mappings = resourcesOf<MappingProperties>(service, 'AWS::Lambda::EventSourceMapping');

const idOf = (name: (typeof FUNCTION_NAMES)[number]) =>
  functions.find(({ id }) => id.startsWith(`${constructId(name)}Function`))?.id;

describe('the functions', () => {
  it('are the folders of lambdas, each with its entry', () => {
    const folders = readdirSync('lambdas').filter((folder) => existsSync(`lambdas/${folder}/entry.ts`));
    expect(folders.sort()).toEqual([...FUNCTION_NAMES].sort());
    expect(functions).toHaveLength(FUNCTION_NAMES.length);
    for (const name of FUNCTION_NAMES) expect(idOf(name), name).toBeDefined();
  });

  it.each(functions)('$id runs on arm64 and Node 24, traced, with structured logs', ({ Properties }) => {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO' },
    });
  });

  it.each(functions)('$id is told where the data are, and nothing else', ({ Properties }) => {
    const { Variables } = Properties.Environment;
    const own = [...Object.values(ENV), 'POWERTOOLS_SERVICE_NAME', 'POWERTOOLS_METRICS_NAMESPACE'];
    expect(
      Object.keys(Variables)
        .filter((each) => each !== 'NODE_OPTIONS')
        .sort(),
    ).toEqual(own.sort());
    const places: Record<string, string> = {
      [ENV.decisionsTable]: 'DecisionsTable',
      [ENV.profilesTable]: 'ProfilesTable',
      [ENV.statisticsTable]: 'StatisticsTable',
      [ENV.controlTable]: 'ControlTable',
      [ENV.outcomesQueueUrl]: 'OutcomesQueue',
      [ENV.creditsQueueUrl]: 'CreditsQueue',
      [ENV.featuresQueueUrl]: 'FeaturesQueue',
      [ENV.logQueueUrl]: 'LogQueue',
      [ENV.outcomesDeadLettersArn]: 'OutcomesDeadLetters',
      [ENV.creditsDeadLettersArn]: 'CreditsDeadLetters',
      [ENV.featuresDeadLettersArn]: 'FeaturesDeadLetters',
      [ENV.logDeadLettersArn]: 'LogDeadLetters',
      [ENV.snapshotBucket]: 'SnapshotStoreSnapshots',
      [ENV.logBucket]: 'MaturedLog',
    };
    for (const [variable, resource] of Object.entries(places)) {
      expect(importedFrom(data, Variables[variable]), variable).toMatch(
        new RegExp(`^${resource}[0-9A-F]{8}$`),
      );
    }
  });

  it('spare callers the time that source maps take', () => {
    const slower = functions.filter(({ Properties }) => 'NODE_OPTIONS' in Properties.Environment.Variables);
    expect(new Set(slower.map(({ id }) => id))).toEqual(
      new Set(
        (
          [
            'advance-erasures',
            'guard',
            'learn',
            'log',
            'mature',
            'park-dead-letters',
            'publish',
            'record',
            'record-features',
          ] as const
        ).map((name) => idOf(name)),
      ),
    );
  });

  it.each([DEV, PROD])('never let a caller set the clock ($stage)', (config) => {
    const all = resourcesOf<FunctionProperties>(synthesise(config).serviceTemplate, 'AWS::Lambda::Function');
    for (const { Properties } of all) expect(Properties.Environment.Variables[ENV.simulation]).toBe('false');
  });

  it('have what their settings say', () => {
    for (const name of FUNCTION_NAMES) {
      const found = functions.find(({ id }) => id === idOf(name));
      expect(found?.Properties.Timeout, name).toBe(FUNCTIONS[name].timeoutSeconds);
      expect(found?.Properties.MemorySize, name).toBe(PROD.memoryMb[name]);
    }
  });

  it('share neither a role nor a log group', () => {
    const roles = functions.map(({ Properties }) => Properties.Role['Fn::GetAtt'][0]);
    const logs = functions.map(({ Properties }) => Properties.LoggingConfig.LogGroup.Ref);
    expect(new Set(roles).size).toBe(functions.length);
    expect(new Set(logs).size).toBe(functions.length);
  });

  it('keep warm instances behind an alias that the API calls, where the stage asks for them', () => {
    const { serviceTemplate } = synthesise({ ...PROD, provisionedConcurrency: { decide: 5 } });
    const [alias, ...others] = resourcesOf<{ ProvisionedConcurrencyConfig: unknown }>(
      serviceTemplate,
      'AWS::Lambda::Alias',
    );
    expect(others).toEqual([]);
    expect(alias?.Properties.ProvisionedConcurrencyConfig).toEqual({ ProvisionedConcurrentExecutions: 5 });
    const targets = resourcesOf<{ IntegrationUri: unknown }>(
      serviceTemplate,
      'AWS::ApiGatewayV2::Integration',
    );
    expect(JSON.stringify(targets.map(({ Properties }) => Properties.IntegrationUri))).toContain(
      `"${alias?.id}"`,
    );
  });

  it('have concurrency of their own where the stage asks for it', () => {
    const { serviceTemplate } = synthesise({ ...PROD, reservedConcurrency: { learn: 3 } });
    const reserved = resourcesOf<{ ReservedConcurrentExecutions?: number }>(
      serviceTemplate,
      'AWS::Lambda::Function',
    );
    expect(
      Object.fromEntries(reserved.map(({ id, Properties }) => [id, Properties.ReservedConcurrentExecutions])),
    ).toMatchObject({ [`${idOf('learn')}`]: 3, [`${idOf('decide')}`]: undefined });
  });
});

describe('the log groups', () => {
  const groups = resourcesOf<{ RetentionInDays: number; KmsKeyId: unknown }>(service, 'AWS::Logs::LogGroup');

  it('are one for each function and one for the API', () => {
    expect(groups).toHaveLength(FUNCTION_NAMES.length + 1);
  });

  it.each(groups)('$id ends, is encrypted and outlives the stack', (group) => {
    expect(group.Properties.RetentionInDays).toBe(PROD.logRetentionDays);
    expect(importedFrom(data, group.Properties.KmsKeyId)).toMatch(/^OperationsKey/);
    expect(group.DeletionPolicy).toBe('Retain');
  });
});

describe('the queue consumers', () => {
  it.each([
    ['record', 'OutcomesQueue'],
    ['learn', 'CreditsQueue'],
    ['record-features', 'FeaturesQueue'],
    ['log', 'LogQueue'],
    ['park-dead-letters', 'OutcomesDeadLetters'],
    ['park-dead-letters', 'CreditsDeadLetters'],
    ['park-dead-letters', 'FeaturesDeadLetters'],
    ['park-dead-letters', 'LogDeadLetters'],
  ] as const)(
    '%s takes %s in batches, answers for each message and never sees one twice at a time',
    (name, queue) => {
      const sourceOf = ({ Properties }: (typeof mappings)[number]) =>
        importedFrom(data, Properties.EventSourceArn);
      const mapping = mappings.find((each) => sourceOf(each)?.startsWith(queue));
      const source = mapping === undefined ? undefined : sourceOf(mapping);
      expect(mapping?.Properties.FunctionName.Ref).toBe(idOf(name));
      expect(mapping?.Properties).toMatchObject({
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        BatchSize: CONSUMERS[name].batchSize,
        MaximumBatchingWindowInSeconds: CONSUMERS[name].batchingWindowSeconds,
        ScalingConfig: { MaximumConcurrency: PROD.maxConcurrency[name] },
      });

      const visibility = resourcesOf<{ VisibilityTimeout?: number }>(data, 'AWS::SQS::Queue').find(
        ({ id }) => id === source,
      )?.Properties.VisibilityTimeout;
      const timeout = functions.find(({ id }) => id === idOf(name))?.Properties.Timeout ?? Number.NaN;
      const window = mapping?.Properties.MaximumBatchingWindowInSeconds ?? Number.NaN;
      expect(visibility).toBeGreaterThanOrEqual(6 * timeout + window);
    },
  );

  it('are the only ones', () => {
    expect(mappings).toHaveLength(8);
  });

  it('wait for a decision until it must be there, and no longer than the queue delivers', () => {
    const waitSeconds = DECISION_WAIT_MINUTES * 60;
    const betweenDeliveries = visibilityTimeoutSeconds('record');
    const lastDelivery = (MAX_RECEIVE_COUNT - 1) * betweenDeliveries;
    // Parked at the first delivery after the wait, with one to spare in case that one meets a failing service.
    expect(waitSeconds + betweenDeliveries).toBeLessThan(lastDelivery);
  });

  it('fill batches of more than ten only with a batching window, which SQS demands', () => {
    for (const { Properties } of mappings) {
      expect(Properties.BatchSize <= 10 || Properties.MaximumBatchingWindowInSeconds >= 1).toBe(true);
    }
  });
});

describe('the schedules', () => {
  const rules = resourcesOf<RuleProperties>(service, 'AWS::Events::Rule');

  it.each([
    ['mature', 'rate(1 minute)'],
    ['publish', 'rate(10 minutes)'],
  ] as const)('start %s at %s with the event whose time is its clock', (name, rate) => {
    const rule = rules.find(({ Properties }) => Properties.Targets[0]?.Arn['Fn::GetAtt'][0] === idOf(name));
    expect(rule?.Properties).toMatchObject({ ScheduleExpression: rate, State: 'ENABLED' });
    expect(rule?.Properties.Targets).toHaveLength(1);
    const [target] = rule?.Properties.Targets ?? [];
    // Any of these would replace the event.
    expect([target?.Input, target?.InputPath, target?.InputTransformer]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(target?.DeadLetterConfig.Arn['Fn::GetAtt'][0]).toMatch(/^ScheduleDeadLetters/);
    expect(target?.RetryPolicy.MaximumRetryAttempts).toBe(2);
  });

  it('keep a run that failed every time', () => {
    for (const name of ['mature', 'publish'] as const) {
      const { DeadLetterConfig } = functions.find(({ id }) => id === idOf(name))?.Properties ?? {};
      expect(DeadLetterConfig?.TargetArn['Fn::GetAtt'][0], name).toMatch(/^ScheduleDeadLetters/);
    }
  });
});

describe('the service stack', () => {
  it('holds nothing that must not be lost', () => {
    const types = new Set(
      Object.values((service.toJSON() as { Resources: Record<string, { Type: string }> }).Resources).map(
        ({ Type }) => Type,
      ),
    );
    for (const stateful of ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::KMS::Key']) {
      expect(types).not.toContain(stateful);
    }
    const queues = resourcesOf(service, 'AWS::SQS::Queue');
    expect(queues.map(({ id }) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual(['ScheduleDeadLetters']);
  });

  it('knows no account and no region', () => {
    const text = JSON.stringify([service.toJSON(), data.toJSON()]);
    expect(text).not.toMatch(/\b\d{12}\b/);
    expect(text).not.toMatch(
      /\b(us|eu|ap|sa|ca|af|me)-(east|west|north|south|central|southeast|northeast)-\d\b/,
    );
  });

  it('is deployed after the data stack', () => {
    expect(prod.service.dependencies.map(({ stackName }) => stackName)).toEqual([prod.data.stackName]);
    expect(prod.data.dependencies).toEqual([]);
  });
});
