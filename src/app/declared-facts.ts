import type { Configuration } from '../core/configuration.ts';
import { type ExperimentFacts, experimentFactsOf } from '../core/experiment/faults/experiment-facts.ts';

/** What the configuration lets experiments speak of, the kinds of clusters that it declares among them. */
export function declaredFacts(configuration: Configuration): ExperimentFacts {
  const { clusters } = configuration.experiments;
  return { ...experimentFactsOf(configuration), ...(clusters === undefined ? {} : { clusters }) };
}
