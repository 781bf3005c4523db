import type { UtcDate } from '../../core/time/utc-date.ts';

/** A file of the matured log: some of a day's decisions. */
export interface LogPartKey {
  /** Of the decisions' `decidedAt`. */
  readonly day: UtcDate;
  /** 0 … 15. */
  readonly shard: number;
}

export interface LogPart {
  /** JSON Lines. */
  readonly text: string;
  /** Names this content of the part; the same content may come to have the same tag again. */
  readonly tag: string;
}

/** The parts of the log. Reads and lists see every write that has succeeded before. */
export interface MaturedLog {
  read(key: LogPartKey): Promise<LogPart | undefined>;
  /**
   * Replaces the part if its tag is still `expected` (`undefined` = there is no part yet).
   * @returns `moved` when it is not, or when the same write took place before and its answer was lost.
   */
  write(key: LogPartKey, text: string, expected: string | undefined): Promise<'stored' | 'moved'>;
  /** The parts of the days from `from` to `to`, both included, by day and shard; without bounds all of them. */
  parts(range?: { readonly from?: UtcDate; readonly to?: UtcDate }): AsyncIterable<LogPartKey>;
}
