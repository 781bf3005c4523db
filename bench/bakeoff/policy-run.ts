import type { CurvePoint } from './checkpoints.ts';

/** One policy, ours or a peer's, on one order of a set's rows. */
export interface PolicyRun {
  readonly policy: string;
  /** `rapport`, or the peer's package. */
  readonly library: string;
  /** Of the package; absent for ours. */
  readonly version?: string;
  /** What it was shown: the product's encoding, the same without knots, or the file's own numbers and texts. */
  readonly features: 'encoded' | 'straight' | 'raw';
  readonly settings: string;
  /** Whether a setting was picked by its loss on these very rows, which nobody can do beforehand. */
  readonly hindsight: boolean;
  readonly shuffle: number;
  readonly rows: number;
  readonly loss: number;
  readonly seconds: number;
  readonly curve: readonly CurvePoint[];
}
