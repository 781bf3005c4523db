import { expect, test } from 'vitest';
import { minutesOfWallTime } from '../../../../src/core/time/wall-time.ts';

test.each([
  ['00:00', 0],
  ['08:05', 485],
  ['23:59', 1439],
  ['24:00', 1440],
])('%s is minute %i', (text, minutes) => {
  expect(minutesOfWallTime(text)).toBe(minutes);
});

test.each(['', '8:00', '24:01', '25:00', '12:60', '08:00 ', '08-00'])('"%s" is refused', (text) => {
  expect(() => minutesOfWallTime(text)).toThrow(expect.objectContaining({ code: 'config-invalid' }));
});
