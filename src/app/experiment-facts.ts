import type { Configuration } from '../core/configuration.ts';
import type { ExperimentFacts } from '../core/experiment/faults/experiment-facts.ts';
import { configuredActions } from './actions.ts';

/** What the configuration lets experiments speak of. */
export function experimentFacts(configuration: Configuration): ExperimentFacts {
  const { purposes, features, reward, experiments } = configuration;
  return {
    purposes,
    features,
    actions: configuredActions(configuration).map(({ action }) => action),
    eventTypes: reward.events.map(({ type }) => type),
    clusters: experiments.clusters ?? [],
  };
}
