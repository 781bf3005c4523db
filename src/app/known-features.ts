import { AppError } from '../core/errors.ts';
import { makeValueChecks } from '../core/features/check-values.ts';
import {
  type CompletedContext,
  type ContextSources,
  completeContext,
  leftOut,
} from '../core/features/complete-context.ts';
import type { ObservedFeatures } from '../core/features/feature-record.ts';
import type { Context } from '../core/features/feature-schema.ts';
import { WHY_UNUSED } from '../core/features/why-unused.ts';
import type { BorrowerId } from '../core/identifiers.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Dependencies } from './dependencies.ts';

export interface KnownFeatures {
  /**
   * What the feature record tells; read only where the context leaves something out. A store that does not answer tells
   * nothing: each feature's missing rule is the fallback, so the decision goes on (invariant 9).
   */
  read(id: BorrowerId, context: Context): Promise<ObservedFeatures | 'unreadable'>;
  /** The context with what was read. */
  complete(context: Context, read: ObservedFeatures | 'unreadable', now: Instant): CompletedContext;
}

export function makeKnownFeatures({
  configuration: { features: schema },
  featureRecords,
  telemetry,
}: Pick<Dependencies, 'configuration' | 'featureRecords' | 'telemetry'>): KnownFeatures {
  const checks = makeValueChecks(schema);
  return { read, complete };

  async function read(id: BorrowerId, context: Context): Promise<ObservedFeatures | 'unreadable'> {
    if (leftOut(schema, context).length === 0) return {};
    try {
      return (await featureRecords.get(id))?.record.features ?? {};
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'unexpected';
      telemetry.warn('The feature record could not be read: going on without it', { code });
      return 'unreadable';
    }
  }

  function complete(
    context: Context,
    known: ObservedFeatures | 'unreadable',
    now: Instant,
  ): CompletedContext {
    if (known === 'unreadable') {
      return { context, sources: { fromRecord: {}, unused: {}, unreadable: true } };
    }
    const completed = completeContext(schema, checks, context, known, now);
    const unused = Object.values(completed.sources?.unused ?? {});
    const stale = unused.filter(({ why }) => why === 'stale').length;
    if (stale > 0) telemetry.count('FeaturesStale', stale);
    return completed;
  }
}

/** Why a feature is missing, as far as the record has to do with it. */
export function whyMissing(sources: ContextSources | undefined): (feature: string) => string | undefined {
  return (feature) => {
    if (sources?.unreadable === true)
      return 'the feature record could not be read, the same call may succeed later';
    const unused = sources?.unused[feature];
    return unused && WHY_UNUSED[unused.why];
  };
}
