import { AppError, CorruptStateError, InvalidInputError } from '../core/errors.ts';
import type { FeatureSchema } from '../core/features/feature-schema.ts';
import { findIncompatibleChanges } from '../core/features/find-incompatible-changes.ts';
import type { ChannelId } from '../core/identifiers.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { parseSnapshot, serializeSnapshot } from '../core/model/snapshot-codec.ts';
import type { PoolingScales } from '../core/pooling/pooling-scales.ts';
import { decisionWeek } from '../core/time/decision-week.ts';
import type { Instant } from '../core/time/instant.ts';
import { totalsOf, type WeeklyByArm } from './arm-statistics.ts';
import { capacityPrices } from './capacity-prices.ts';
import { challengerName, challengersOf } from './challenger.ts';
import type { Dependencies } from './dependencies.ts';
import { findDrift } from './find-drift.ts';
import { readLearned } from './imports.ts';
import { makeCountPending } from './lay-pending-over.ts';
import { snapshotIdOf } from './model-source.ts';
import { makePointAt, type Publication } from './point-at.ts';
import type { Authorship } from './ports/model-store.ts';
import { makeBuildChallenger } from './publish-challenger.ts';
import { makeReadServed, type Served } from './read-served.ts';
import { snapshotOf } from './snapshot-of.ts';

export type { Publication };

export interface PublishOptions {
  /** Fits the pooling scales to what is known now, however recent those of the champion are. @defaultValue false */
  readonly refit?: boolean;
  /** The person who asked for it; absent when the schedule did. */
  readonly by?: Authorship;
}

export type Publish = (now: Instant, options?: PublishOptions) => Promise<Publication>;

/**
 * Builds the snapshot of what was learned and makes it the champion.
 * @throws {CorruptStateError} when no sound model can be built, {@link InvalidInputError} `config-invalid` when a feature was
 * rescaled under its name; the champion stays as it was.
 */
export function makePublish(
  deps: Pick<
    Dependencies,
    | 'configuration'
    | 'ledger'
    | 'maturedLog'
    | 'statistics'
    | 'imports'
    | 'snapshots'
    | 'champions'
    | 'policyBooks'
    | 'capacity'
    | 'sha256'
    | 'telemetry'
  >,
): Publish {
  const { configuration, sha256, telemetry } = deps;

  const readServed = makeReadServed(deps);
  const countPending = makeCountPending(deps);
  const pointAt = makePointAt(deps);
  const publishChallenger = makeBuildChallenger(deps);

  return async function publish(now, { refit = false, by } = {}) {
    const served = await soundChampion();
    if (served !== undefined) refuseRescaledFeatures(served.snapshot.schema, 'the champion');
    const { weekly, own, imports } = await readLearned(deps, configuration.model);
    for (const { name, schema } of imports) refuseRescaledFeatures(schema, `the import ${name}`);
    const learned = totalsOf(weekly, configuration.learning.halfLifeWeeks, decisionWeek(now));
    let credits = 0;
    for (const { count } of learned.values()) credits += count;
    const prices = await capacityPrices(deps, served, now);
    const scales = refit ? undefined : served?.snapshot;
    const built = snapshotOf(configuration, await countPending(learned, now), scales, prices);
    const bytes = serializeSnapshot(built);
    parseSnapshot(bytes);
    const snapshot = snapshotIdOf(bytes, sha256);
    const publication = await pointAt(configuration.model, snapshot, bytes, Math.round(credits), now, by);
    await publishChallengers(weekly, built, prices, now);
    tellDrift(own, built.scales, now);
    return publication;
  };

  /**
   * Builds what experiments, the shadow and promotions ask for from the same statistics. One that can't be built keeps its
   * last good snapshot and nobody else from theirs.
   */
  async function publishChallengers(
    weekly: WeeklyByArm,
    champion: Snapshot,
    prices: ReadonlyMap<ChannelId, number>,
    now: Instant,
  ): Promise<void> {
    for (const policy of challengersOf(await deps.policyBooks.get(configuration.model))) {
      try {
        await publishChallenger(policy, { weekly, scales: champion, prices }, now);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const name = challengerName(configuration.model, policy, sha256);
        telemetry.warn('A challenger could not be published', { name, code: error.code });
      }
    }
  }

  /** A champion that can't be read, damaged or of an older format, is replaced like none: publishing is the cure. */
  async function soundChampion(): Promise<Served | undefined> {
    try {
      return await readServed(configuration.model);
    } catch (error) {
      if (!(error instanceof CorruptStateError)) throw error;
      telemetry.warn('The champion can not be read and is replaced', { code: error.code });
      return undefined;
    }
  }

  /** Comes last, and no fault of it undoes a publication. */
  function tellDrift(own: WeeklyByArm, scales: PoolingScales, now: Instant): void {
    try {
      const { channels } = findDrift(configuration, own, scales, now);
      telemetry.count('DriftAlarms', channels.filter(({ alarm }) => alarm).length);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      telemetry.warn('Drift could not be judged', { code: error.code });
    }
  }

  /**
   * A feature whose scale changed under its old name would be summed with what was learned under the old scale. It
   * needs a new name; then the old one is dropped and the new one starts from the prior (invariant 7).
   */
  function refuseRescaledFeatures(learned: FeatureSchema, by: string): void {
    const fields = findIncompatibleChanges(learned, configuration.features);
    if (fields.length === 0) return;
    throw new InvalidInputError(
      'config-invalid',
      `The configuration changes the meaning of features that ${by} was learned with; the champion stays.`,
      { fields },
    );
  }
}
