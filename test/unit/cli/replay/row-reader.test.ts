import { describe, expect, it } from 'vitest';
import { readReplaySchema } from '../../../../cli/replay/read-replay-schema.ts';
import { replayConfiguration } from '../../../../cli/replay/replay-configuration.ts';
import { makeRowReader } from '../../../../cli/replay/row-reader.ts';
import { InvalidInputError } from '../../../../src/core/errors.ts';
import { SCHEMA } from './schema-fixture.ts';

function readerOf(changes: object = {}) {
  const schema = readReplaySchema({ ...SCHEMA, ...changes });
  return makeRowReader(schema, replayConfiguration(schema, 0));
}

const RECORD = { days: '12', reply: 'email', via: 'Text', p: '0.5', result: 'paid', note: 'x' };

function faultsOf(record: Record<string, string>): readonly string[] {
  try {
    readerOf()(record, 7);
  } catch (error) {
    if (error instanceof InvalidInputError) {
      expect(error.code).toBe('schema-violation');
      expect(error.message).toContain('Row 7');
      return error.fields.map(({ pointer, problem, fix }) => `${pointer} ${problem} | ${fix}`);
    }
    throw error;
  }
  throw new Error('the row was read');
}

describe('makeRowReader', () => {
  it('reads context, action, outcome and propensity from the columns', () => {
    const row = readerOf()(RECORD, 7);
    expect(row).toMatchObject({
      number: 7,
      context: { days: 12, reply: 'email' },
      logged: 'sms@any-time',
      outcome: 'paid',
      reward: 1,
      propensity: 0.5,
    });
    expect(row.x).toHaveLength(3);
  });

  it('leaves out what is missing, so that the rule of the feature applies', () => {
    expect(readerOf()({ ...RECORD, reply: '' }, 1).context).toEqual({ days: 12 });
    expect(readerOf({ missing: ['?'] })({ ...RECORD, reply: '?' }, 1).context).toEqual({ days: 12 });
  });

  it('has no outcome where nothing was heard', () => {
    const row = readerOf()({ ...RECORD, result: 'none' }, 1);
    expect(row.reward).toBe(0);
    expect('outcome' in row).toBe(false);
  });

  it('divides the probability evenly when the log is uniform', () => {
    expect(readerOf({ propensity: 'uniform' })(RECORD, 1).propensity).toBe(1 / 2);
  });

  it('asks for no propensity where outcomes are modelled', () => {
    const { propensity: _, ...rest } = SCHEMA;
    const schema = readReplaySchema({ ...rest, mode: 'model' });
    const row = makeRowReader(schema, replayConfiguration(schema, 0))(RECORD, 1);
    expect('propensity' in row).toBe(false);
  });

  it('names row, column, problem and fix of everything that is wrong', () => {
    expect(faultsOf({ ...RECORD, days: 'many', via: 'Fax', result: 'maybe', p: '1.5' })).toEqual([
      '/row/7/days "many" is no number | mend the cell, or list it under missing',
      '/row/7/via "Fax" stands for no action | add it to the values of via; they are E-mail, Text',
      '/row/7/result "maybe" is neither an event nor nothing | use one of "paid", "none", or add it to reward.events or reward.nothing',
      '/row/7/p "1.5" is no probability | give the logged action its probability, above 0 and at most 1',
    ]);
  });

  it('names a column that the file lacks, and those it has', () => {
    const { via: _, ...rest } = RECORD;
    expect(faultsOf(rest)).toEqual([
      '/row/7/via is no column of the file | use one of days, reply, p, result, note',
    ]);
  });

  it.each([
    [{ days: '9999' }, '/row/7/days'],
    [{ reply: 'pigeon' }, '/row/7/reply'],
    [{ days: '' }, '/row/7/days'],
  ])('points at the column for what the encoder refuses: %j', (change, pointer) => {
    expect(faultsOf({ ...RECORD, ...change })).toEqual([expect.stringContaining(pointer)]);
  });

  it('does not mistake an inherited property for a cell', () => {
    expect(faultsOf({ ...RECORD, via: 'constructor' })).toHaveLength(1);
    expect(faultsOf({ ...RECORD, result: 'toString' })).toHaveLength(1);
  });
});
