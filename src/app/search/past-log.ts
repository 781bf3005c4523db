import type { Configuration } from '../../core/configuration.ts';
import { InvalidInputError } from '../../core/errors.ts';
import { alignVector } from '../../core/features/align-vector.ts';
import type { ActionId } from '../../core/identifiers.ts';
import { sameNames, uniteNames } from '../../core/model/feature-names.ts';
import { WHOLE } from '../../core/policy/distribution.ts';
import { type Instant, instant, parseInstant } from '../../core/time/instant.ts';
import { hexadecimal } from '../hexadecimal.ts';
import type { Sha256 } from '../ports/sha256.ts';
import type { PastRow, PastRowView } from './past-row.ts';

/** A log of the past, complete up to an instant. */
export interface PastLog {
  /** In the order in which they were decided. */
  readonly rows: readonly PastRow[];
  /** Features per row. */
  readonly dimension: number;
  /** How long outcomes take at most, in milliseconds. */
  readonly longestWindowMs: number;
  /** Rows left out because others of their time may still be missing: those whose outcomes take longer. */
  readonly young: number;
  /** Rows with one action to choose from: they are learned from, and say nothing of other policies. */
  readonly single: number;
  /** Rows decided by the policy of an experiment's variant: no comparison with the champion. */
  readonly inExperiments: number;
  /** Of every decision with its reward: the same digest, the same log. */
  readonly digest: string;
}

/**
 * The log that the rows make.
 * @remarks A row is written once its reward window has closed, and windows differ: of the last days there are only rows
 * of actions whose outcomes come soon, which is not what was drawn. These days are left out.
 * @throws {InvalidInputError} `schema-violation` without rows, or with a decision twice.
 */
export function pastLog(
  views: readonly PastRowView[],
  { channels }: Pick<Configuration, 'channels'>,
  sha256: Sha256,
): PastLog {
  const costs = new Map(channels.map(({ id, cost }) => [String(id), cost]));
  const names = uniteNames(distinctNames(views));
  const all = views.map((view) => rowOf(view, costs, names)).sort(byTime);
  refuseDoubles(all);
  const [longestWindowMs, lastClosed] = windowsOf(all);
  const completeBefore = lastClosed - longestWindowMs;
  const rows = all.filter(({ at }) => at <= completeBefore);
  const seqs = new Map(views.map(({ decisionId, seq }) => [decisionId, seq]));
  const text = rows.map((row) => `${row.decisionId} ${seqs.get(row.decisionId) ?? 0} ${row.beforeCost}\n`);
  return {
    rows,
    dimension: names.length,
    longestWindowMs,
    young: all.length - rows.length,
    single: rows.filter(({ arms }) => arms.length === 1).length,
    inExperiments: rows.filter(({ arms, isCompared }) => arms.length > 1 && !isCompared).length,
    digest: `sha256:${hexadecimal(sha256(new TextEncoder().encode(text.join(''))))}`,
  };
}

function rowOf(view: PastRowView, costs: ReadonlyMap<string, number>, names: readonly string[]): PastRow {
  const { distribution, channel, rewardWindowEndsAt } = view;
  const features = { names: view.features.names, values: Float64Array.from(view.features.encoded) };
  const cost = view.cost ?? (channel === null ? 0 : (costs.get(channel) ?? 0));
  return {
    decisionId: view.decisionId,
    borrower: view.borrowerId,
    at: parseInstant(view.decidedAt),
    ...(rewardWindowEndsAt === null ? {} : { closesAt: parseInstant(rewardWindowEndsAt) }),
    reward: view.reward - cost,
    beforeCost: view.reward,
    strategy: view.strategy,
    taken: view.action as ActionId,
    propensity: view.propensity,
    arms: distribution.map(({ action }) => action as ActionId),
    logged: Float64Array.from(distribution, ({ weight }) => weight / WHOLE),
    features,
    x: sameNames(features.names, names) ? features.values : alignVector(features, names),
    isLearned: view.training === 'learned',
    isCompared: distribution.length > 1 && view.variant === null,
    events: new Set([...view.events, ...view.attributed].map(({ type }) => type)),
  };
}

function distinctNames(views: readonly PastRowView[]): readonly (readonly string[])[] {
  const lists = new Map(views.map(({ features }) => [features.names.join('\n'), features.names]));
  return [...lists.values()];
}

function byTime(a: PastRow, b: PastRow): number {
  return a.at - b.at || (a.decisionId < b.decisionId ? -1 : 1);
}

function refuseDoubles(rows: readonly PastRow[]): void {
  if (rows.length === 0) {
    throw new InvalidInputError('schema-violation', 'The log has no rows; wait until decisions are mature.');
  }
  if (new Set(rows.map(({ decisionId }) => decisionId)).size < rows.length) {
    throw new InvalidInputError(
      'schema-violation',
      'The log has a decision twice: give each part of it once.',
    );
  }
}

/** How long the longest window is, and when the last one closed. */
function windowsOf(rows: readonly PastRow[]): readonly [number, Instant] {
  let [longest, last] = [0, rows.at(-1)?.at ?? instant(0)];
  for (const { at, closesAt } of rows) {
    if (closesAt === undefined) continue;
    longest = Math.max(longest, closesAt - at);
    if (closesAt > last) last = closesAt;
  }
  return [longest, last];
}
