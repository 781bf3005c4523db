import { ConflictError } from '../core/errors.ts';
import type { ChannelId } from '../core/identifiers.ts';
import { parseSnapshot, serializeSnapshot } from '../core/model/snapshot-codec.ts';
import type { LearnedPolicy } from '../core/policy/served-policy.ts';
import { decisionWeek } from '../core/time/decision-week.ts';
import type { Instant } from '../core/time/instant.ts';
import { totalsOf, type WeeklyByArm } from './arm-statistics.ts';
import { capacityPrices } from './capacity-prices.ts';
import { challengerName, configurationOf } from './challenger.ts';
import type { Dependencies } from './dependencies.ts';
import { readLearned } from './imports.ts';
import { makeCountPending } from './lay-pending-over.ts';
import { snapshotIdOf } from './model-source.ts';
import { makePointAt, type Publication } from './point-at.ts';
import { makeReadServed } from './read-served.ts';
import type { Scales } from './scales-for.ts';
import { snapshotOf } from './snapshot-of.ts';

type Needs = Pick<
  Dependencies,
  'configuration' | 'ledger' | 'maturedLog' | 'snapshots' | 'champions' | 'sha256' | 'telemetry'
>;

/** What all policies of one moment are built from. */
export interface LearnedNow {
  readonly weekly: WeeklyByArm;
  /** The champion's, which are kept while they are recent enough. */
  readonly scales: Scales | undefined;
  readonly prices: ReadonlyMap<ChannelId, number>;
}

export type BuildChallenger = (
  policy: LearnedPolicy,
  learned: LearnedNow,
  now: Instant,
) => Promise<Publication>;

/** Builds the policy's snapshot and makes it the one that its decisions are made by. */
export function makeBuildChallenger(deps: Needs): BuildChallenger {
  const { configuration, sha256 } = deps;
  const countPending = makeCountPending(deps);
  const pointAt = makePointAt(deps);
  return async function buildChallenger(policy, { weekly, scales, prices }, now) {
    const own = configurationOf(configuration, policy);
    const learned = totalsOf(weekly, own.learning.halfLifeWeeks, decisionWeek(now));
    const bytes = serializeSnapshot(snapshotOf(own, await countPending(learned, now), scales, prices));
    parseSnapshot(bytes);
    let credits = 0;
    for (const { count } of learned.values()) credits += count;
    const name = challengerName(configuration.model, policy, sha256);
    return await pointAt(name, snapshotIdOf(bytes, sha256), bytes, Math.round(credits), now);
  };
}

export type PublishChallenger = (policy: LearnedPolicy, now: Instant) => Promise<Publication>;

/**
 * Publishes one policy's snapshot from what is known now, apart from the champion's schedule: before it decides.
 * @throws {ConflictError} `nothing-learned` while there is nothing to build it from, so that fixed rules would decide in
 * its place; {@link CorruptStateError} when no sound model can be built.
 */
export function makePublishChallenger(
  deps: Needs & Pick<Dependencies, 'statistics' | 'imports' | 'capacity'>,
): PublishChallenger {
  const { configuration } = deps;
  const readServed = makeReadServed(deps);
  const build = makeBuildChallenger(deps);
  return async function publishChallenger(policy, now) {
    const served = await readServed(configuration.model);
    const { weekly } = await readLearned(deps, configuration.model);
    if (weekly.size === 0) {
      throw new ConflictError(
        'nothing-learned',
        'Nothing was learned that the policy could decide by. Wait for the first credits, or import history: npx rapport warm-start.',
      );
    }
    const prices = await capacityPrices(deps, served, now);
    return await build(policy, { weekly, scales: served?.snapshot, prices }, now);
  };
}
