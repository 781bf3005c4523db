import { describe, expect, test } from 'vitest';
import { formatInstant, HOUR_MS, instant, parseInstant, plusMs } from '../../../../src/core/time/instant.ts';

const INVALID = expect.objectContaining({ code: 'instant-invalid' });

describe('parseInstant', () => {
  test.each([
    ['2026-11-24T22:00:00Z', Date.UTC(2026, 10, 24, 22)],
    ['2026-11-24T17:00:00-05:00', Date.UTC(2026, 10, 24, 22)],
    ['2026-11-24T22:00:00.250Z', Date.UTC(2026, 10, 24, 22, 0, 0, 250)],
  ])('%s', (text, epochMs) => {
    expect(parseInstant(text)).toBe(epochMs);
  });

  test.each(['', '2026-11-24', '2026-11-24T22:00:00', 'yesterday', '2026-13-24T22:00:00Z'])(
    '"%s" is refused',
    (text) => {
      expect(() => parseInstant(text)).toThrow(INVALID);
    },
  );
});

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1])(
  '%d milliseconds are no instant',
  (epochMs) => {
    expect(() => instant(epochMs)).toThrow(INVALID);
  },
);

test('an instant is told in UTC with milliseconds', () => {
  expect(formatInstant(plusMs(instant(0), HOUR_MS + 1))).toBe('1970-01-01T01:00:00.001Z');
});
