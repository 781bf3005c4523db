import { CLOCK_SKEW_MS } from '../time/clock-skew.ts';
import { HOUR_MS, type Instant } from '../time/instant.ts';
import type { ValueChecks } from './check-values.ts';
import type { ObservedFeatures, ObservedValue } from './feature-record.ts';
import type { Context, Feature, FeatureSchema } from './feature-schema.ts';

/**
 * Why a value on record was not used: longer ago than the feature's `maxAgeHours`; observed after the decision; known to
 * be unknown; or no longer a value that the configuration allows.
 */
export type WhyUnused = 'stale' | 'later' | 'unknown' | 'not-allowed';

export interface UnusedValue {
  readonly observedAt: Instant;
  readonly why: WhyUnused;
}

/** Where a context has what the request left out. A feature that is in neither part came with the request, or is missing. */
export interface ContextSources {
  /** Features taken from the borrower's feature record, with when each was observed. */
  readonly fromRecord: Readonly<Record<string, Instant>>;
  /** Features that the request left out and the record has, but not for this decision. */
  readonly unused: Readonly<Record<string, UnusedValue>>;
  /** True when the record could not be read, so that nothing was taken from it; else absent. */
  readonly unreadable?: true;
}

export interface CompletedContext {
  readonly context: Context;
  /** Absent when the record had nothing to say. */
  readonly sources?: ContextSources;
}

/** The features that a context leaves out. */
export function leftOut({ features }: FeatureSchema, context: Context): readonly Feature[] {
  return features.filter(({ name }) => !Object.hasOwn(context, name));
}

/**
 * The context with what it leaves out taken from the record: what the request says always wins, and what is not fresh
 * enough at `now` is left to the feature's missing rule.
 * @remarks A pure function of its arguments; what it gives is what is encoded, recorded and replayed (invariant 5).
 */
export function completeContext(
  schema: FeatureSchema,
  checks: Pick<ValueChecks, 'allows'>,
  context: Context,
  record: ObservedFeatures,
  now: Instant,
): CompletedContext {
  const taken: Record<string, number | string> = {};
  const fromRecord: Record<string, Instant> = {};
  const unused: Record<string, UnusedValue> = {};
  for (const feature of leftOut(schema, context)) {
    const { name } = feature;
    const observed = Object.hasOwn(record, name) ? record[name] : undefined;
    if (observed === undefined) continue;
    const { value, observedAt } = observed;
    const why = whyUnused(feature, observed, checks, now);
    if (why === undefined && value !== null) {
      taken[name] = value;
      fromRecord[name] = observedAt;
    } else unused[name] = { observedAt, why: why ?? 'unknown' };
  }
  const silent = Object.keys(fromRecord).length + Object.keys(unused).length === 0;
  return silent ? { context } : { context: { ...context, ...taken }, sources: { fromRecord, unused } };
}

function whyUnused(
  { name, maxAgeHours = Number.POSITIVE_INFINITY }: Feature,
  { value, observedAt }: ObservedValue,
  checks: Pick<ValueChecks, 'allows'>,
  now: Instant,
): WhyUnused | undefined {
  if (value === null) return 'unknown';
  if (!checks.allows(name, value)) return 'not-allowed';
  if (observedAt > now + CLOCK_SKEW_MS) return 'later';
  return now - observedAt > maxAgeHours * HOUR_MS ? 'stale' : undefined;
}
