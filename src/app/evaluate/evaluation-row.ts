import type { LogRow } from '../../core/evaluation/log-row.ts';
import type { FeatureVector } from '../../core/features/feature-vector.ts';
import type { RawRow } from './raw-row.ts';

/** A row that policies of every kind can answer for. */
export interface EvaluationRow extends LogRow {
  /** The encoded context, on the grid that models learn on. */
  readonly features: FeatureVector;
  /** What was read. */
  readonly raw: RawRow;
}
