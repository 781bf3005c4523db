import type { FieldProblem } from '../core/errors.ts';
import type { Context } from '../core/features/feature-schema.ts';
import type { Instant } from '../core/time/instant.ts';

/** A contact that was made before, or beside, this service. */
export interface HistoricalContact {
  readonly context: Context;
  /** A configured action. */
  readonly action: string;
  /** In reward units, before the cost of the contact, as the reward rule would have given it. */
  readonly reward: number;
  /** When it was decided. */
  readonly at: Instant;
  /** With which probability the action was chosen, in (0, 1]; absent when nobody knows. */
  readonly propensity?: number;
  /** Whether that was logged when it was chosen, or estimated afterwards. @defaultValue estimated */
  readonly propensitySource?: 'logged' | 'estimated';
}

/** One line of a file of historical contacts: what it says, or what is wrong with its form. */
export interface HistoryLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  readonly contact: HistoricalContact | readonly FieldProblem[];
}
