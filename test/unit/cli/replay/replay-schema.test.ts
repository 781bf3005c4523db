import { describe, expect, it } from 'vitest';
import { readReplaySchema } from '../../../../cli/replay/read-replay-schema.ts';
import { replayConfiguration } from '../../../../cli/replay/replay-configuration.ts';
import { InvalidInputError } from '../../../../src/core/errors.ts';
import { SCHEMA } from './schema-fixture.ts';

function faultsOf(input: unknown): readonly string[] {
  try {
    replayConfiguration(readReplaySchema(input), 0);
  } catch (error) {
    if (error instanceof InvalidInputError) {
      expect(error.code).toBe('config-invalid');
      return error.fields.map(({ pointer }) => pointer);
    }
    throw error;
  }
  return [];
}

describe('readReplaySchema', () => {
  it('fills in what may be left out', () => {
    expect(readReplaySchema(SCHEMA)).toMatchObject({
      delimiter: ',',
      missing: [''],
      learning: { strategy: 'pooled-linucb', ridge: 1, beta: 5, epsilon: 0.005 },
    });
  });

  it.each([
    ['an unknown field', { ...SCHEMA, extra: 1 }, '/extra'],
    ['a missing mode', { ...SCHEMA, mode: undefined }, '/mode'],
    ['a long delimiter', { ...SCHEMA, delimiter: '||' }, '/delimiter'],
    [
      'an id that is none',
      { ...SCHEMA, action: { ...SCHEMA.action, window: { fixed: 'Any time' } } },
      '/action/window',
    ],
    [
      'a reward too large',
      { ...SCHEMA, reward: { ...SCHEMA.reward, events: { paid: { type: 'paid', value: 9 } } } },
      '/reward/events/paid/value',
    ],
    ['a log without propensities', { ...SCHEMA, propensity: undefined }, '/propensity'],
    ['an unknown strategy', { ...SCHEMA, learning: { strategy: 'lin-ucb' } }, '/learning/strategy'],
    [
      'a strategy without propensities',
      { ...SCHEMA, learning: { strategy: 'arg-max-linucb' } },
      '/learning/strategy',
    ],
    [
      'a cell that is both',
      { ...SCHEMA, reward: { ...SCHEMA.reward, nothing: ['paid'] } },
      '/reward/nothing/0',
    ],
  ])('refuses %s', (_, input, pointer) => {
    expect(faultsOf(input).join(' ')).toContain(pointer);
  });

  it('refuses two kinds of outcome where a model must foretell one', () => {
    const events = { paid: { type: 'paid', value: 1 }, angry: { type: 'complaint', value: -1 } };
    const input = { ...SCHEMA, mode: 'model', reward: { ...SCHEMA.reward, events } };
    expect(faultsOf(input)).toEqual(['/reward/events']);
    expect(faultsOf({ ...input, mode: 'logged' })).toEqual([]);
  });

  it.each(['result', 'via', 'p'])(
    'refuses the column %s as a feature, which would tell the answer',
    (name) => {
      const [first, ...others] = SCHEMA.features.features;
      const features = { features: [{ ...first, name }, ...others], crosses: [] };
      expect(faultsOf({ ...SCHEMA, features })).toEqual(['/features/features/0/name']);
    },
  );

  it('refuses a protected attribute as a feature', () => {
    const [first, ...others] = SCHEMA.features.features;
    const features = { features: [{ ...first, name: 'age' }, ...others], crosses: [] };
    expect(faultsOf({ ...SCHEMA, features })).toEqual(['/features/features/0/name']);
  });
});

describe('replayConfiguration', () => {
  it('has the actions of the columns and a reward window as long as the delay', () => {
    const configuration = replayConfiguration(readReplaySchema(SCHEMA), 10);
    expect(configuration.channels.map(({ id }) => id)).toEqual(['email', 'sms']);
    expect(configuration.windows).toEqual([
      {
        id: 'any-time',
        days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
        start: '08:00',
        end: '21:00',
      },
    ]);
    expect(configuration.channels[0]?.rewardWindowHours).toBe(5.5);
    expect(configuration.reward).toMatchObject({ min: 0, max: 1, defaultReward: 0 });
  });

  it('takes several cells for one event', () => {
    const events = { paid: { type: 'paid', value: 1 }, settled: { type: 'paid', value: 1 } };
    const schema = readReplaySchema({ ...SCHEMA, reward: { ...SCHEMA.reward, events } });
    expect(replayConfiguration(schema, 0).reward.events).toEqual([{ type: 'paid', value: 1 }]);
  });
});
