import { expect, test } from 'vitest';
import { indexUnits } from '../../../bench/feedback/index-units.ts';

test('an entry costs one unit to put in, one to take out, two to move and none to leave alone', () => {
  expect(indexUnits(undefined, 'd1 5')).toBe(1);
  expect(indexUnits('d1 5', undefined)).toBe(1);
  expect(indexUnits('d1 5', 'd1 6')).toBe(2);
  expect(indexUnits('d1 5', 'd1 5')).toBe(0);
  expect(indexUnits(undefined, undefined)).toBe(0);
});
