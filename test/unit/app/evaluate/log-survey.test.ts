import { describe, expect, it } from 'vitest';
import { lastWholeTime, mergeSurveys, surveyTally } from '../../../../src/app/evaluate/log-survey.ts';
import type { RawRow } from '../../../../src/app/evaluate/raw-row.ts';

const DAY = 24;

/** A text is final after 3 days, a call after 9; both are decided every day. */
function aRow(day: number, action: 'sms' | 'call', finalAfter?: number): RawRow {
  return {
    at: day * DAY,
    ...(finalAfter === undefined ? {} : { finalAt: (day + finalAfter) * DAY }),
    reward: action === 'sms' ? 1 : 0,
    action,
    propensity: 0.5,
    arms: ['sms', 'call'],
    closed: true,
    context: {},
    mature: true,
  };
}

/** What is in the log on this day. */
function logOn(today: number): RawRow[] {
  const days = Array.from({ length: 31 }, (_, day) => day);
  return days
    .flatMap((day) => [aRow(day, 'sms', 3), aRow(day, 'call', 9)])
    .filter(({ finalAt = 0 }) => finalAt <= today * DAY);
}

function surveyOf(rows: readonly RawRow[], until?: number) {
  const tally = surveyTally();
  for (const row of rows) tally.add(row, { needsShadow: false, ...(until === undefined ? {} : { until }) });
  return tally.survey();
}

describe('the last days of a log that holds what is final', () => {
  it('are left out as far as decisions whose outcomes take longer are missing', () => {
    const rows = logOn(20);
    // As it is, three quarters of what was drawn evenly is texts in the last days.
    expect(rows.filter(({ action }) => action === 'sms')).toHaveLength(18);
    expect(rows.filter(({ action }) => action === 'call')).toHaveLength(12);
    expect(lastWholeTime(surveyOf(rows))).toBe(11 * DAY);
    expect(lastWholeTime(surveyOf(rows.toReversed()))).toBe(11 * DAY);
    const survey = surveyOf(rows, 11 * DAY);
    expect(survey).toMatchObject({ rows: 24, recent: 6 });
  });

  it('are all there once everything is final', () => {
    const rows = [aRow(0, 'sms', 3), aRow(5, 'call', 9), aRow(5, 'sms', 3)];
    expect(lastWholeTime(surveyOf(rows))).toBe('whole');
  });

  it('can not be told of a log that does not say when outcomes were final', () => {
    expect(lastWholeTime(surveyOf([aRow(0, 'sms'), aRow(9, 'call')]))).toBe('whole');
  });

  it('are kept where a log is as short as outcomes take: all of it may be there', () => {
    expect(lastWholeTime(surveyOf([aRow(0, 'call', 9), aRow(1, 'call', 8), aRow(2, 'sms', 7)]))).toBe(
      'unknown',
    );
  });

  it('are found alike from parts of the log', () => {
    const rows = logOn(20);
    const parts = [rows.slice(0, 7), rows.slice(7, 19), rows.slice(19)].map((part) => surveyOf(part));
    expect(lastWholeTime(mergeSurveys(parts))).toBe(lastWholeTime(surveyOf(rows)));
  });
});
