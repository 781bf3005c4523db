import type { ReplaySchema } from '../replay-schema.ts';

/** A public data set that replays know how to read. */
export interface DataSet {
  /** Below the data folder. */
  readonly file: string;
  /** Where it comes from, for people who don't have it. */
  readonly origin: string;
  /** What a replay of it shows and what it does not. */
  readonly caveat: string;
  readonly schema: ReplaySchema;
}
