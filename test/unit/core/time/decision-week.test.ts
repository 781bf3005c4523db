import { expect, test } from 'vitest';
import { decisionWeek } from '../../../../src/core/time/decision-week.ts';
import { at } from '../../../support/builders/identifiers.ts';

test.each([
  ['1970-01-05T00:00:00Z', 0],
  ['1970-01-04T23:59:59.999Z', -1],
  ['2026-11-22T23:59:59.999Z', 2967],
  ['2026-11-23T00:00:00Z', 2968],
  ['2026-11-29T23:59:59.999Z', 2968],
])('%s lies in week %i: weeks begin on Monday, in UTC', (time, week) => {
  expect(decisionWeek(at(time))).toBe(week);
});
