import type { DecisionState } from '../core/decision/decision-state.ts';
import type { MaturedRow } from '../core/decision/matured-row.ts';
import type { ActionId, DecisionId } from '../core/identifiers.ts';
import { delayDistribution } from '../core/model/delay-distribution.ts';
import { EMPTY_STATISTICS } from '../core/model/fold.ts';
import { overlayPending, type PendingDecision } from '../core/model/maturity-overlay.ts';
import type { Statistics } from '../core/model/statistics.ts';
import { sumStatistics } from '../core/model/sum-statistics.ts';
import { DAY_MS, HOUR_MS, type Instant, instant, plusMs } from '../core/time/instant.ts';
import { utcDateOf } from '../core/time/utc-date.ts';
import type { Dependencies } from './dependencies.ts';
import { LOG_SHARDS, linesOf } from './log-part.ts';
import type { LogPartKey } from './ports/matured-log.ts';
import { channelOf } from './tell-profile.ts';

/** The delays of pending decisions are taken to be those of decisions made so long ago, at most. */
const DELAYS_OF_DAYS = 35;
const SHARDS = Array.from({ length: LOG_SHARDS }, (_, shard) => shard);
/** Matured decisions that say enough of the delays; the newest are asked first. */
const ENOUGH_ROWS = 5000;
/** Those whose reward windows close first are looked at; the others are younger and say less. */
const MOST_PENDING = 20_000;

export type LayPendingOver = (
  matured: ReadonlyMap<ActionId, Statistics>,
  now: Instant,
) => Promise<ReadonlyMap<ActionId, Statistics>>;

/**
 * What was learned, with what pending decisions say so far laid over it: for a snapshot, never to be stored. How long
 * rewards take is read from the matured log.
 */
export function makeLayPendingOver({
  configuration,
  ledger,
  maturedLog,
}: Pick<Dependencies, 'configuration' | 'ledger' | 'maturedLog'>): LayPendingOver {
  const { channels, reward } = configuration;
  const rewarding = new Set(reward.events.filter(({ value }) => value !== 0).map(({ type }) => type));
  const longestMs = Math.max(...channels.map(({ rewardWindowHours }) => rewardWindowHours)) * HOUR_MS;

  return async function layPendingOver(matured, now) {
    const delays = delayDistribution(await recentRows(now), rewarding);
    const pending = await pendingByArm(now);
    const overlaid = new Map(matured);
    for (const [arm, decisions] of pending) {
      const overlay = overlayPending(EMPTY_STATISTICS, decisions, delays);
      if (overlay.count > 0)
        overlaid.set(arm, sumStatistics([matured.get(arm) ?? EMPTY_STATISTICS, overlay]));
    }
    return new Map([...overlaid].sort(([a], [b]) => (a < b ? -1 : 1)));
  };

  async function recentRows(now: Instant): Promise<readonly DelayRow[]> {
    const rows: DelayRow[] = [];
    for (let age = 0; age < DELAYS_OF_DAYS && rows.length < ENOUGH_ROWS; age += 1) {
      const day = utcDateOf(instant(now - age * DAY_MS));
      const parts = await Promise.all(SHARDS.map((shard) => rowsOf({ day, shard })));
      rows.push(...parts.flat());
    }
    return rows;
  }

  async function rowsOf(key: LogPartKey): Promise<readonly DelayRow[]> {
    const part = await maturedLog.read(key);
    return [...linesOf(key, part?.text ?? '').values()].map((line) => delayRow(JSON.parse(line)));
  }

  async function pendingByArm(now: Instant): Promise<ReadonlyMap<ActionId, readonly PendingDecision[]>> {
    const ids = await ledger.due(plusMs(now, longestMs), MOST_PENDING);
    const states = new Map<DecisionId, DecisionState>();
    for (const state of await ledger.getStates(ids))
      if (isPending(state, now)) states.set(state.decisionId, state);
    const byArm = new Map<ActionId, PendingDecision[]>();
    for (const { decisionId, verdict } of await ledger.getRecords([...states.keys()])) {
      const state = states.get(decisionId);
      if (verdict.status === 'withheld' || state?.sentAt === undefined) continue;
      const channel = channelOf(state.action, configuration);
      if (channel === undefined) continue;
      const { names, values } = verdict.features;
      const decision = {
        channel,
        ageMs: now - state.sentAt,
        x: { names, values: Float64Array.from(values) },
        rewardSoFar: state.reward,
      };
      const ofArm = byArm.get(state.action) ?? [];
      ofArm.push(decision);
      byArm.set(state.action, ofArm);
    }
    return byArm;
  }
}

type DelayRow = Pick<MaturedRow, 'channel' | 'sentAt' | 'rewardWindowEndsAt' | 'events'>;

/** Of a row what is asked for, so that the rest of it can go. */
function delayRow({ channel, sentAt, rewardWindowEndsAt, events }: MaturedRow): DelayRow {
  return { channel, sentAt, rewardWindowEndsAt, events };
}

function isPending(
  { dispatch, credited, erasure, sentAt, rewardWindowEndsAt }: DecisionState,
  now: Instant,
): boolean {
  if (dispatch === 'void' || dispatch === 'pending' || credited !== undefined || erasure !== undefined)
    return false;
  return (
    sentAt !== undefined && sentAt <= now && rewardWindowEndsAt !== undefined && now < rewardWindowEndsAt
  );
}

/** The overlay, or what was learned as it is, as the configuration says. */
export function makeCountPending(
  deps: Pick<Dependencies, 'configuration' | 'ledger' | 'maturedLog'>,
): LayPendingOver {
  if (deps.configuration.learning.pending === 'overlay') return makeLayPendingOver(deps);
  return async (matured) => matured;
}
