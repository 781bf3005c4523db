import { type FieldProblem, InvalidInputError, NotFoundError } from '../core/errors.ts';
import { makeValueChecks } from '../core/features/check-values.ts';
import {
  type FeatureObservation,
  type ObservedFeatures,
  observedFeatures,
} from '../core/features/feature-record.ts';
import { mergeFeatureRecord } from '../core/features/merge-feature-record.ts';
import type { BorrowerId } from '../core/identifiers.ts';
import { CLOCK_SKEW_MS } from '../core/time/clock-skew.ts';
import { formatInstant, type Instant } from '../core/time/instant.ts';
import { contend } from './contend.ts';
import type { Dependencies } from './dependencies.ts';
import type { StoredFeatures } from './ports/feature-store.ts';

export interface FeatureRecords {
  /**
   * Merges an observation into the borrower's record. Safe to repeat, and in any order: what is older than the record
   * changes nothing.
   * @throws {InvalidInputError} `feature-unknown`, `feature-protected`, `feature-out-of-range` or `feature-in-future`
   * with every problem; nothing was stored then. {@link UnavailableError} when it may be stored later.
   */
  put(observation: FeatureObservation, now: Instant): Promise<StoredFeatures>;
  /**
   * The same for many, each by itself; those of one borrower are joined first and written once.
   * @returns why each of those that failed did.
   */
  putAll(
    observations: readonly FeatureObservation[],
    now: Instant,
  ): Promise<ReadonlyMap<FeatureObservation, unknown>>;
  /** @throws {NotFoundError} `features-unknown` */
  get(id: BorrowerId): Promise<StoredFeatures>;
}

export function makeFeatureRecords({
  configuration,
  featureRecords,
  telemetry,
}: Pick<Dependencies, 'configuration' | 'featureRecords' | 'telemetry'>): FeatureRecords {
  const checks = makeValueChecks(configuration.features);
  return { put, putAll, get };

  async function put(observation: FeatureObservation, now: Instant): Promise<StoredFeatures> {
    check(observation, now);
    return await merge(observation.borrowerId, observedFeatures(observation));
  }

  async function putAll(
    observations: readonly FeatureObservation[],
    now: Instant,
  ): Promise<ReadonlyMap<FeatureObservation, unknown>> {
    const failures = new Map<FeatureObservation, unknown>();
    const byBorrower = new Map<BorrowerId, FeatureObservation[]>();
    for (const observation of observations) {
      try {
        check(observation, now);
        const { borrowerId } = observation;
        byBorrower.set(borrowerId, [...(byBorrower.get(borrowerId) ?? []), observation]);
      } catch (error) {
        failures.set(observation, error);
      }
    }
    await Promise.all(
      [...byBorrower].map(async ([borrowerId, group]) => {
        try {
          await merge(borrowerId, group.map(observedFeatures).reduce(mergeFeatureRecord));
        } catch (error) {
          for (const observation of group) failures.set(observation, error);
        }
      }),
    );
    return failures;
  }

  async function get(id: BorrowerId): Promise<StoredFeatures> {
    const stored = await featureRecords.get(id);
    if (stored !== undefined) return stored;
    throw new NotFoundError(
      'features-unknown',
      'There is no feature record under this id; PUT its features first.',
    );
  }

  async function merge(borrowerId: BorrowerId, news: ObservedFeatures): Promise<StoredFeatures> {
    return await contend('Merging features into a record', async () => {
      const stored = await featureRecords.get(borrowerId);
      const known = stored?.record.features ?? {};
      const features = mergeFeatureRecord(known, news);
      if (stored !== undefined && Object.entries(features).every(([name, each]) => known[name] === each)) {
        telemetry.count('FeaturesUnchanged');
        return stored;
      }
      const version = stored?.version ?? 0;
      const record = { borrowerId, features };
      if ((await featureRecords.put(record, version)) === 'moved') return 'moved';
      telemetry.count('FeaturesRecorded');
      return { record, version: version + 1 };
    });
  }

  function check({ features, observedAt }: FeatureObservation, now: Instant): void {
    const problems = checks.problemsOf(features, 'features');
    const [first] = problems;
    const fields: FieldProblem[] = problems.map(({ pointer, problem, fix }) => ({ pointer, problem, fix }));
    const early = observedAt > now + CLOCK_SKEW_MS;
    if (early) {
      fields.push({
        pointer: '/observedAt',
        problem: `${formatInstant(observedAt)} is in the future`,
        fix: 'send the time at which they were observed; check the clock of the sender',
      });
    }
    if (fields.length === 0) return;
    throw new InvalidInputError(
      first?.code ?? 'feature-in-future',
      `The features have ${fields.length} problem(s); each is listed with its fix, and nothing was stored.`,
      { fields },
    );
  }
}
