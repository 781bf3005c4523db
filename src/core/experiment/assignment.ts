import type { ExperimentId, VariantId } from '../identifiers.ts';

/** That a decision took part in an experiment, as its record keeps it. */
export interface Assignment {
  readonly experiment: ExperimentId;
  /** Of the experiment's settings. */
  readonly version: number;
  readonly role: 'test' | 'holdout';
  readonly variant: VariantId;
  /** What was assigned: absent for the borrower, else the cluster, the period, or both, e.g. `branch:12` or `2026-11-27T06:00Z`. */
  readonly unit?: string;
  /** Its policy was asked; of several experiments of different layers at most one's is. */
  readonly decides?: true;
  /** The decision is made by the variant's policy but not compared: the first hours of a switchback's period. */
  readonly washout?: true;
  /** The variant had been stopped: the control's policy decided. */
  readonly stopped?: true;
}
