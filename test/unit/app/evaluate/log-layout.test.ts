import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../../../src/app/evaluate/log-layout.ts';
import { mergeSurveys, surveyTally } from '../../../../src/app/evaluate/log-survey.ts';
import type { RawRow } from '../../../../src/app/evaluate/raw-row.ts';
import { rowEncoder } from '../../../../src/app/evaluate/row-encoder.ts';

function row(context: RawRow['context']): RawRow {
  return { reward: 1, action: 'a', propensity: 0.5, closed: false, context, mature: true };
}

function surveyOf(rows: readonly RawRow[]) {
  const tally = surveyTally();
  for (const each of rows) tally.add(each, { needsShadow: false });
  return tally.survey();
}

const ROWS = [
  row({ days: 1, kind: 'new', id: 'x-1', age: 30, same: 4 }),
  row({ days: 3, kind: 'old', id: 'x-2', age: 40, same: 4 }),
  row({ days: 5, kind: 'new', id: 'x-3', age: 50, same: 4 }),
];

describe('the layout of a log', () => {
  it('scales numbers, gives frequent words columns, and leaves protected attributes out', () => {
    const layout = layoutOf(surveyOf(ROWS));
    expect(layout.unused).toEqual([{ feature: 'age', why: 'names a protected attribute' }]);
    const encoder = rowEncoder(layout);
    const encoded = ROWS.map((each) => [...encoder.encode(each, '0.0').x]);
    // Each row differs from the others, and a constant tells nothing.
    expect(new Set(encoded.map((x) => x.join())).size).toBe(3);
    expect(
      encoded.every((x) => x.length === encoder.dimension && x.every((value) => Math.abs(value) <= 8)),
    ).toBe(true);
  });

  it('takes a word that it doesn’t know, or a missing one, for a rare one', () => {
    const encoder = rowEncoder(layoutOf(surveyOf(ROWS)));
    const [unknown, missing] = [{ days: 3, kind: 'never seen' }, { days: 3 }].map((context) => [
      ...encoder.encode(row(context), '0.0').x,
    ]);
    expect(unknown).toEqual(missing);
  });

  it('is the same for a log that was looked through in parts', () => {
    const parts = mergeSurveys(ROWS.map((each) => surveyOf([each])));
    const [whole, merged] = [layoutOf(surveyOf(ROWS)), layoutOf(parts)];
    expect(merged.actions).toEqual(whole.actions);
    expect(merged.unused).toEqual(whole.unused);
    expect(merged.context?.names).toEqual(whole.context?.names);
    expect(merged.context?.levels).toEqual(whole.context?.levels);
  });

  it('leaves out what has a word of its own in every row', () => {
    const many = Array.from({ length: 600 }, (_, index) => row({ id: `x-${index}` }));
    expect(layoutOf(surveyOf(many)).unused).toEqual([{ feature: 'id', why: 'has too many different words' }]);
  });
});
