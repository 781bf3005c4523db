import { describe, expect, test } from 'vitest';
import { compose } from '../../../lambdas/_shared/compose.ts';
import { readEnvironment } from '../../../lambdas/_shared/env.ts';
import { InvalidInputError } from '../../../src/core/errors.ts';

const COMPLETE = {
  RAPPORT_DECISIONS_TABLE: 'decisions',
  RAPPORT_PROFILES_TABLE: 'profiles',
  RAPPORT_STATISTICS_TABLE: 'statistics',
  RAPPORT_CONTROL_TABLE: 'control',
  RAPPORT_OUTCOMES_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/outcomes',
  RAPPORT_CREDITS_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/credits',
  RAPPORT_FEATURES_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/features',
  RAPPORT_LOG_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/log',
  RAPPORT_SNAPSHOT_BUCKET: 'snapshots',
  RAPPORT_LOG_BUCKET: 'log',
  AWS_REGION: 'us-east-1',
};

describe('readEnvironment', () => {
  test('reads what a function needs; live unless told otherwise', () => {
    expect(readEnvironment(COMPLETE)).toMatchObject({
      tables: { decisions: 'decisions', control: 'control' },
      simulation: false,
      serviceName: 'rapport',
    });
    expect(readEnvironment({ ...COMPLETE, RAPPORT_SIMULATION: 'true' }).simulation).toBe(true);
  });

  test('names every variable that is missing or wrong', () => {
    const broken = {
      ...COMPLETE,
      RAPPORT_CONTROL_TABLE: undefined,
      RAPPORT_CREDITS_QUEUE_URL: 'credits',
      RAPPORT_SIMULATION: 'yes',
    };
    const error = captured(() => readEnvironment(broken));
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error).toMatchObject({
      code: 'config-invalid',
      fields: [
        { pointer: '/RAPPORT_CONTROL_TABLE', problem: 'is missing' },
        { pointer: '/RAPPORT_CREDITS_QUEUE_URL' },
        { pointer: '/RAPPORT_SIMULATION', fix: 'use true or false' },
      ],
    });
    expect(String(error)).toContain('/RAPPORT_CONTROL_TABLE is missing');
  });
});

test('compose makes a live runtime without contacting anything', () => {
  const runtime = compose(COMPLETE);
  expect(runtime.simulation).toBe(false);
  expect(Math.abs(runtime.clock() - Date.now())).toBeLessThan(1_000);
});

function captured(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It should have been refused.');
}
