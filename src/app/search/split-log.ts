import { InvalidInputError } from '../../core/errors.ts';
import { DAY_MS, HOUR_MS, type Instant, instant } from '../../core/time/instant.ts';
import type { PastLog } from './past-log.ts';
import type { PastRow } from './past-row.ts';

/** A stretch of the log. */
export interface LogPart {
  /** When its first row was decided. */
  readonly from: Instant;
  /** Its rows were decided before. */
  readonly to: Instant;
  readonly rows: readonly PastRow[];
}

export interface SplitSettings {
  /** Parts of the log's rows, in order; what is left is the last part. Each > 0, together below 1. */
  readonly shares: readonly number[];
  /** Hours between one part's last row and the next part's first; absent: as long as outcomes take. */
  readonly gapHours?: number;
}

/**
 * The log in stretches of time, so that nothing is judged by what it was made or chosen from.
 * @remarks Between two stretches there is a gap as long as outcomes take: what is known at the end of a stretch was known
 * before the next one's first decision, also of borrowers who are in both.
 * @throws {InvalidInputError} `config-invalid` when a stretch has no row that policies can be compared by.
 */
export function splitLog(log: PastLog, { shares, gapHours }: SplitSettings): readonly LogPart[] {
  const { rows, longestWindowMs } = log;
  if (!rows.some(({ isCompared }) => isCompared)) throw nothingToCompare();
  const gap = gapHours === undefined ? longestWindowMs : gapHours * HOUR_MS;
  const [start, end] = [rows[0]?.at ?? instant(0), instant((rows.at(-1)?.at ?? 0) + 1)];
  let sum = 0;
  const cuts = shares.map((share) => {
    sum += share;
    return rows[Math.min(rows.length - 1, Math.floor(sum * rows.length))]?.at ?? end;
  });
  const edges = [start, ...cuts, end];
  return edges.slice(1).map((edge, place) => {
    const from = edges[place] ?? start;
    const to = place === cuts.length ? edge : instant(Math.max(from, edge - gap));
    const own = rows.filter(({ at }) => at >= from && at < to);
    if (!own.some(({ isCompared }) => isCompared)) throw tooShort(end - start, gap);
    return { from, to, rows: own };
  });
}

function nothingToCompare(): InvalidInputError {
  const [problem, fix] = [
    'has no decision by which policies can be compared: each had one lawful action, or was made by an experiment',
    'Give a log of decisions with a choice, or cite the experiment.',
  ];
  return new InvalidInputError('config-invalid', `The log ${problem}. ${fix}`, {
    fields: [{ pointer: '/log', problem, fix }],
  });
}

function tooShort(spanMs: number, gapMs: number): InvalidInputError {
  const [problem, fix] = [
    `spans ${days(spanMs)} days, and outcomes take up to ${days(gapMs)}: a part of it is left empty`,
    'Give a longer log, or a smaller --gap, which lets outcomes that came later into the earlier part.',
  ];
  return new InvalidInputError('config-invalid', `The log ${problem}. ${fix}`, {
    fields: [{ pointer: '/log', problem, fix }],
  });
}

function days(ms: number): string {
  return (ms / DAY_MS).toFixed(1);
}
