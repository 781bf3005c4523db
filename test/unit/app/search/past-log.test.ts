import { describe, expect, it } from 'vitest';
import { nodeSha256 } from '../../../../src/adapters/node-sha256.ts';
import { pastLog } from '../../../../src/app/search/past-log.ts';
import type { PastRowView } from '../../../../src/app/search/past-row.ts';
import { splitLog } from '../../../../src/app/search/split-log.ts';
import { InvalidInputError } from '../../../../src/core/errors.ts';
import { DAY_MS, formatInstant, HOUR_MS, parseInstant, plusMs } from '../../../../src/core/time/instant.ts';
import { PAST_CONFIGURATION, pastRows, simulatedPast } from '../../../support/promotion/simulated-past.ts';

const ROWS = pastRows({ rows: 100, seed: 1, past: 'better', days: 100 });

function logOf(rows: readonly PastRowView[]) {
  return pastLog(rows, PAST_CONFIGURATION, nodeSha256);
}

describe('a past log', () => {
  it('is in the order of time, whatever order it was read in', () => {
    expect(logOf([...ROWS].reverse())).toEqual(logOf(ROWS));
  });

  it('takes costs off, of the row or as configured', () => {
    const { rows } = logOf(ROWS);
    for (const [place, row] of rows.entries()) {
      expect(row.beforeCost - row.reward).toBeCloseTo(ROWS[place]?.cost ?? 0, 12);
    }
    const unknown = ROWS.map((row) => ({ ...row, cost: null }));
    expect(logOf(unknown).rows.map(({ reward }) => reward)).toEqual(rows.map(({ reward }) => reward));
  });

  it('leaves out the days of which only quick outcomes are there', () => {
    const [first] = ROWS;
    const slow = ROWS.map((row, place) =>
      place === 0
        ? {
            ...row,
            rewardWindowEndsAt: formatInstant(plusMs(parseInstant(first?.decidedAt ?? ''), 10 * DAY_MS)),
          }
        : row,
    );
    const log = logOf(slow);
    expect(log.longestWindowMs).toBe(10 * DAY_MS);
    // A row a day; windows of two days: the last ten days less two may miss rows.
    expect(log.young).toBe(8);
  });

  it('compares by no row of an experiment and by none without a choice', () => {
    const rows = ROWS.map((row, place) => ({
      ...row,
      ...(place < 10 ? { variant: 'trial/treatment' } : {}),
      ...(place >= 90 ? { distribution: [{ action: row.action, weight: 2 ** 32 }], propensity: 1 } : {}),
    }));
    const log = logOf(rows);
    expect([log.inExperiments, log.single]).toEqual([10, 10]);
    expect(log.rows.filter(({ isCompared }) => isCompared)).toHaveLength(80);
  });

  it('refuses a decision that is there twice, and an empty log', () => {
    expect(() => logOf([...ROWS, ...ROWS])).toThrow(InvalidInputError);
    expect(() => logOf([])).toThrow('The log has no rows');
  });

  it('has another digest when a reward was corrected', () => {
    const corrected = ROWS.map((row, place) => (place === 3 ? { ...row, reward: 0.5, seq: 1 } : row));
    expect(logOf(corrected).digest).not.toBe(logOf(ROWS).digest);
  });
});

describe('a split log', () => {
  const log = simulatedPast({ rows: 400, seed: 2, past: 'null', days: 100 });

  it('has parts that follow each other with a gap as long as outcomes take', () => {
    const [learn, select, confirm] = splitLog(log, { shares: [0.5, 0.25] });
    for (const [before, after] of [
      [learn, select],
      [select, confirm],
    ]) {
      const closed = Math.max(...(before?.rows ?? []).map(({ closesAt }) => closesAt ?? 0));
      expect(closed).toBeLessThanOrEqual(after?.from ?? 0);
    }
    expect(confirm?.rows.at(-1)).toBe(log.rows.at(-1));
  });

  it('has every row in exactly one part without a gap', () => {
    const parts = splitLog(log, { shares: [0.2, 0.3], gapHours: 0 });
    expect(parts.flatMap(({ rows }) => rows)).toEqual(log.rows);
  });

  it('refuses a log by which nothing can be compared', () => {
    const rows = log.rows.map((row) => ({ ...row, isCompared: false }));
    expect(() => splitLog({ ...log, rows }, { shares: [0.5] })).toThrow(/no decision by which policies/);
  });

  it('refuses a log that is too short for it, and says what would do', () => {
    expect(() => splitLog(log, { shares: [0.5, 0.25], gapHours: (40 * DAY_MS) / HOUR_MS })).toThrow(
      /spans 99\.\d days, and outcomes take up to 40\.0.*--gap/,
    );
  });
});
