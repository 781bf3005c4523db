import type { FeatureSchema } from '../../features/feature-schema.ts';
import type { ActionId } from '../../identifiers.ts';

/** What a configuration lets experiments speak of. */
export interface ExperimentFacts {
  readonly purposes: readonly string[];
  readonly features: FeatureSchema;
  /** Every action, `no-contact` among them only where it is enabled. */
  readonly actions: readonly ActionId[];
  /** Types of outcome events. */
  readonly eventTypes: readonly string[];
  /** Kinds of clusters that requests may name, e.g. `household`, `branch`. */
  readonly clusters: readonly string[];
}
