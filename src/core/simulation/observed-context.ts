import type { Context, Feature, FeatureSchema } from '../features/feature-schema.ts';
import type { Instant } from '../time/instant.ts';
import { randomSource } from './random-source.ts';
import { daysPastDueOn, type SimulatedBorrower } from './simulated-borrower.ts';

export interface Observation {
  readonly seed: number;
  readonly borrower: SimulatedBorrower;
  /** Days since the simulation began, and when that day's questions are asked. */
  readonly day: number;
  readonly at: Instant;
  readonly schema: FeatureSchema;
}

/**
 * What the servicing system sends about a borrower on a day: one value for each configured feature.
 * @remarks A feature that the simulation knows nothing about gets a value that tells nothing, so that a
 * configuration with features of one's own still runs.
 */
export function observedContext({ seed, borrower, day, at, schema }: Observation): Context {
  const known: Readonly<Record<string, number | string>> = {
    daysPastDue: daysPastDueOn(borrower, day),
    balanceUsd: borrower.balanceUsd,
    paymentScore: borrower.paymentScore,
    lastOpenedChannel: borrower.lastOpenedChannel,
    lastAnsweredTime: borrower.lastAnsweredTime,
    brokenPromises: borrower.brokenPromises,
    monthsOnBook: borrower.monthsOnBook,
    autopay: borrower.autopay,
    // Counted from 0.
    dayOfMonth: new Date(at).getUTCDate() - 1,
  };
  return Object.fromEntries(
    schema.features.map((feature) => [
      feature.name,
      fitted(known[feature.name], feature) ?? uninformative(seed, borrower, feature),
    ]),
  );
}

/** The value as the schema allows it; `undefined` when it is of another kind or no level of the feature. */
function fitted(value: number | string | undefined, feature: Feature): number | string | undefined {
  switch (feature.kind) {
    case 'numeric':
      return typeof value === 'number' ? Math.min(feature.max, Math.max(feature.min, value)) : undefined;
    case 'categorical':
      return typeof value === 'string' && feature.levels.includes(value) ? value : undefined;
    case 'cyclical':
      return typeof value === 'number' ? value % feature.period : undefined;
  }
}

function uninformative(seed: number, borrower: SimulatedBorrower, feature: Feature): number | string {
  const random = randomSource(seed, 'feature', feature.name, borrower.id);
  switch (feature.kind) {
    case 'numeric': {
      const low = Math.max(feature.min, feature.center - feature.spread);
      const high = Math.min(feature.max, feature.center + feature.spread);
      return low < high ? random.between(low, high) : feature.min;
    }
    case 'categorical':
      return feature.levels[random.index(feature.levels.length)] ?? '';
    case 'cyclical':
      return random.index(feature.period);
  }
}
