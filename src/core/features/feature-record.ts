import type { BorrowerId } from '../identifiers.ts';
import type { Instant } from '../time/instant.ts';
import type { SomeValues } from './feature-schema.ts';

/** What a feed said of one feature, and of which moment it said so. */
export interface ObservedValue {
  /** `null`: it is known that the value is not known; it takes an older value back. */
  readonly value: number | string | null;
  readonly observedAt: Instant;
}

/** What was observed of a borrower, by feature name. */
export type ObservedFeatures = Readonly<Record<string, ObservedValue>>;

/** What feeds have told of a borrower so far: of each feature the newest. */
export interface FeatureRecord {
  readonly borrowerId: BorrowerId;
  readonly features: ObservedFeatures;
}

/** Values that were all observed at one moment. */
export interface FeatureObservation {
  readonly borrowerId: BorrowerId;
  readonly observedAt: Instant;
  readonly features: SomeValues;
}

/** The observation as the record that it makes by itself. −0 becomes 0: they are one number, and must be one value. */
export function observedFeatures({ features, observedAt }: FeatureObservation): ObservedFeatures {
  return Object.fromEntries(
    Object.entries(features).map(([name, value]) => [name, { value: value === 0 ? 0 : value, observedAt }]),
  );
}
