import { alignVector } from '../../core/features/align-vector.ts';
import { makeEncoder } from '../../core/features/encoder.ts';
import type { EvaluationRow } from './evaluation-row.ts';
import { type LogLayout, laidOut } from './log-layout.ts';
import type { RawRow } from './raw-row.ts';

export interface RowEncoder {
  /** Features per row. */
  readonly dimension: number;
  /** @param place Names the row where the log names no borrower: each of them is a borrower of its own then. */
  encode(raw: RawRow, place: string): EvaluationRow;
}

/** Makes rows that policies can answer for of those that a reader gives. */
export function rowEncoder({ actions, encoded, context }: LogLayout): RowEncoder {
  const encoder = context === undefined ? undefined : makeEncoder(context.schema);
  const names = encoded ?? encoder?.names ?? [];
  return {
    dimension: names.length,
    encode: (raw, place) => {
      const features =
        raw.features ??
        (encoder !== undefined && context !== undefined
          ? encoder.encode(laidOut(raw.context, context))
          : { names, values: new Float64Array(names.length) });
      const arms = raw.arms ?? actions;
      const { predicted } = raw;
      return {
        borrower: raw.borrower ?? place,
        reward: raw.reward,
        taken: raw.action,
        propensity: raw.propensity,
        arms,
        ...(raw.logged === undefined ? {} : { logged: Float64Array.from(raw.logged) }),
        ...(predicted === undefined
          ? {}
          : { predicted: Float64Array.from(arms, (arm) => predicted[arm] ?? 0) }),
        x: alignVector(features, names),
        features,
        raw,
      };
    },
  };
}
