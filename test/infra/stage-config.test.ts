import { describe, expect, it } from 'vitest';
import type { StageConfig } from '../../lib/stage-config.ts';
import { stageConfig } from '../../lib/stages.ts';
import { validateStageConfig } from '../../lib/validate-stage-config.ts';
import { DEV, PROD } from '../support/infra/synthesised.ts';

describe('a stage', () => {
  it('is dev unless another is named', () => {
    expect(stageConfig({}).stage).toBe('dev');
    expect(stageConfig({ stage: 'prod', alarmEmail: 'on-call@example.com' }).stage).toBe('prod');
  });

  it('that nobody knows is refused with the known ones', () => {
    expect(() => stageConfig({ stage: 'staging' })).toThrow(/'staging' is unknown.*dev, prod/);
  });

  it('for production demands somebody to tell', () => {
    expect(() => stageConfig({ stage: 'prod' })).toThrow(/alarms: nobody would be told; pass -c alarmEmail=/);
    const topic = 'arn:aws:sns:eu-central-1:123456789012:on-call';
    expect(stageConfig({ stage: 'prod', alarmTopicArn: topic }).alarms.topicArn).toBe(topic);
  });

  it('asks for IAM authorisation and keeps the health check closed by default', () => {
    for (const { authorisation, openHealth } of [DEV, PROD]) {
      expect([authorisation.kind, openHealth]).toEqual(['iam', false]);
    }
  });
});

describe('a wrong setting is refused with its field and its fix:', () => {
  const wrong: [string, Partial<StageConfig>, RegExp][] = [
    ['stage', { stage: 'Prod 1' }, /stage: 'Prod 1' can't name stacks; use 1 to 16 lower-case/],
    ['runbook', { runbookUrl: 'x.md#y' }, /runbookUrl: .* without '#'/],
    ['retention', { logRetentionDays: 31 }, /logRetentionDays: 31 is not a period .* use one of 1, 3, 5/],
    [
      'contradiction',
      { removalPolicy: 'destroy' },
      /removalPolicy: 'destroy' can't delete .* deletionProtection: false/,
    ],
    ['memory', { memoryMb: { ...DEV.memoryMb, learn: 64 } }, /memoryMb\.learn: 64 .* from 128 to 10240/],
    [
      'fraction',
      { maxConcurrency: { ...PROD.maxConcurrency, record: 2.5 } },
      /maxConcurrency\.record: 2\.5 .* whole number/,
    ],
    [
      'one learner',
      { maxConcurrency: { ...PROD.maxConcurrency, learn: 1 } },
      /maxConcurrency\.learn: 1 .* from 2 to 1000/,
    ],
    [
      'mature',
      { scheduleMinutes: { mature: 6, guard: 5, publish: 10 } },
      /scheduleMinutes\.mature: 6 .* from 1 to 5/,
    ],
    [
      'publish',
      { scheduleMinutes: { mature: 1, guard: 5, publish: 20 } },
      /scheduleMinutes\.publish: 20 .* from 10 to 15/,
    ],
    [
      'guard',
      { scheduleMinutes: { mature: 1, guard: 6, publish: 10 } },
      /scheduleMinutes\.guard: 6 .* from 1 to 5/,
    ],
    ['throttle', { throttle: { ratePerSecond: 0, burst: 1 } }, /throttle\.ratePerSecond: 0/],
    ['burst', { throttle: { ratePerSecond: 1, burst: Number.NaN } }, /throttle\.burst: NaN/],
    ['reserved', { reservedConcurrency: { learn: 0 } }, /reservedConcurrency\.learn: 0/],
    [
      'more warm than reserved',
      { reservedConcurrency: { decide: 2 }, provisionedConcurrency: { decide: 3 } },
      /provisionedConcurrency\.decide: 3 is more than reservedConcurrency\.decide/,
    ],
    [
      'e-mail',
      { alarms: { ...DEV.alarms, email: 'nobody' } },
      /alarms\.email: 'nobody' .* name@example\.com/,
    ],
    [
      'topic',
      { alarms: { ...DEV.alarms, topicArn: 'on-call' } },
      /alarms\.topicArn: 'on-call' .* arn:aws:sns/,
    ],
    [
      'e-mail for a topic of others',
      { alarms: { ...DEV.alarms, email: 'a@example.com', topicArn: 'arn:aws:sns:eu-west-1:123456789012:t' } },
      /alarms\.email: .* either alarms\.email or alarms\.topicArn/,
    ],
    [
      'issuer',
      { authorisation: { kind: 'jwt', issuer: 'id', audience: ['a'] } },
      /authorisation\.issuer: .* https:/,
    ],
    [
      'audience',
      { authorisation: { kind: 'jwt', issuer: 'https://id.example.com', audience: [] } },
      /authorisation\.audience: .* at least one/,
    ],
  ];

  it.each(wrong)('%s', (_, change, message) => {
    expect(() => validateStageConfig({ ...DEV, ...change })).toThrow(message);
  });

  it('all of them at once', () => {
    const twice = { ...DEV, logRetentionDays: 31, scheduleMinutes: { mature: 0, guard: 0, publish: 0 } };
    expect(() => validateStageConfig(twice)).toThrow(
      /- logRetentionDays.*- scheduleMinutes\.mature.*\.guard.*\.publish/s,
    );
  });
});
