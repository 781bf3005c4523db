import type { Configuration } from '../../configuration.ts';
import type { FeatureSchema } from '../../features/feature-schema.ts';
import { type ActionId, actionId, NO_CONTACT } from '../../identifiers.ts';

/** What a configuration lets experiments speak of. */
export interface ExperimentFacts {
  readonly purposes: readonly string[];
  readonly features: FeatureSchema;
  /** Every action, `no-contact` among them only where it is enabled. */
  readonly actions: readonly ActionId[];
  /** Types of outcome events. */
  readonly eventTypes: readonly string[];
  /** Kinds of clusters that requests may name, e.g. `household`, `branch`. Absent: any. */
  readonly clusters?: readonly string[];
}

/** What this configuration lets experiments speak of. */
export function experimentFactsOf({
  purposes,
  features,
  channels,
  windows,
  noContact,
  reward,
}: Pick<
  Configuration,
  'purposes' | 'features' | 'channels' | 'windows' | 'noContact' | 'reward'
>): ExperimentFacts {
  const contacts = channels.flatMap(({ id }) => windows.map((window) => actionId(id, window.id)));
  return {
    purposes,
    features,
    actions: noContact.enabled ? [...contacts, NO_CONTACT] : contacts,
    eventTypes: reward.events.map(({ type }) => type),
  };
}
