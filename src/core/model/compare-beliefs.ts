import { CorruptStateError } from '../errors.ts';
import { INTERCEPT } from '../features/feature-columns.ts';
import type { ActionId } from '../identifiers.ts';
import { at } from '../linear-algebra/at.ts';
import { upperRow } from '../linear-algebra/packed-triangle.ts';
import { quadraticForm, sparseSquare } from '../linear-algebra/sparse-square.ts';
import type { Snapshot, SnapshotArm } from './snapshot.ts';
import type { Statistics } from './statistics.ts';
import { COUNT, gramStart, layOut } from './sums.ts';

/** What another model of the same arms believes, over all the contexts that decisions were credited for. */
export interface BeliefChanges {
  /** Root mean square over arms and contexts of the change of the expected reward, in reward units. */
  readonly shift: number;
  /** Root mean square width over arms and contexts, before and after. */
  readonly widthBefore: number;
  readonly widthAfter: number;
  /** The action with the highest expected reward after cost for the average context, before and after. */
  readonly greedyBefore: ActionId;
  readonly greedyAfter: ActionId;
  /** Largest shift first. */
  readonly arms: readonly ArmBeliefChange[];
}

export interface ArmBeliefChange {
  readonly action: ActionId;
  readonly count: number;
  /** Expected reward before cost for the average context. */
  readonly meanBefore: number;
  readonly meanAfter: number;
  /** Root mean square over contexts of the change of the expected reward. */
  readonly shift: number;
  /** Root mean square width over contexts. */
  readonly widthBefore: number;
  readonly widthAfter: number;
}

/**
 * How two models with the same names and arms differ on the contexts seen so far; undefined when there are none.
 * @remarks No context is needed: Σx = the intercept's row of Σxxᵀ, Σ(xᵀδ)² = δᵀ(Σxxᵀ)δ and Σ xᵀCx = tr(C·Σxxᵀ).
 */
export function compareBeliefs(
  before: Snapshot,
  after: Snapshot,
  statistics: ReadonlyMap<ActionId, Statistics>,
): BeliefChanges | undefined {
  const seen = contextsSeen([...statistics.values()], after.names);
  if (!(seen.count > 0) || after.arms.some(({ theta }) => theta.length === 0)) return undefined;
  const pairs = after.arms.map((arm, index) => ({ was: armLike(before, arm, index), is: arm }));
  const arms = pairs.map(({ was, is }) => armChange(was, is, seen));
  const meanSquare = (value: (arm: ArmBeliefChange) => number) =>
    Math.sqrt(arms.reduce((sum, arm) => sum + value(arm) * value(arm), 0) / arms.length);
  return {
    shift: meanSquare(({ shift }) => shift),
    widthBefore: meanSquare(({ widthBefore }) => widthBefore),
    widthAfter: meanSquare(({ widthAfter }) => widthAfter),
    greedyBefore: greediest(before.arms, seen),
    greedyAfter: greediest(after.arms, seen),
    arms: arms.toSorted((a, b) => b.shift - a.shift || (a.action < b.action ? -1 : 1)),
  };
}

interface ContextsSeen {
  readonly count: number;
  /** Σx ÷ n. */
  readonly average: Float64Array;
  /** Σxxᵀ, packed upper triangle. */
  readonly gram: Float64Array;
}

function contextsSeen(all: readonly Statistics[], names: readonly string[]): ContextsSeen {
  const gram = new Float64Array((names.length * (names.length + 1)) / 2);
  let count = 0;
  for (const statistics of all) {
    const sums = layOut(statistics, names);
    count += at(sums, COUNT);
    const from = gramStart(names.length);
    for (let place = 0; place < gram.length; place++) gram[place] = at(gram, place) + at(sums, from + place);
  }
  const row = names.indexOf(INTERCEPT);
  const average = Float64Array.from(names, (_, column) => {
    const [low, high] = row < column ? [row, column] : [column, row];
    return at(gram, upperRow(low, names.length) + high) / count;
  });
  return { count, average, gram };
}

function armLike({ arms }: Snapshot, { action, theta }: SnapshotArm, index: number): SnapshotArm {
  const arm = arms[index];
  if (arm?.action !== action || arm.theta.length !== theta.length) {
    throw new CorruptStateError('snapshot-corrupt', 'Two models to be compared have other arms or features.');
  }
  return arm;
}

function armChange(was: SnapshotArm, is: SnapshotArm, seen: ContextsSeen): ArmBeliefChange {
  const difference = is.theta.map((weight, j) => weight - at(was.theta, j));
  return {
    action: is.action,
    count: is.count,
    meanBefore: product(was.theta, seen.average),
    meanAfter: product(is.theta, seen.average),
    shift: Math.sqrt(Math.max(0, quadraticForm(seen.gram, sparseSquare(difference))) / seen.count),
    widthBefore: meanWidth(was, seen),
    widthAfter: meanWidth(is, seen),
  };
}

function meanWidth({ covariance, theta }: SnapshotArm, { gram, count }: ContextsSeen): number {
  const dimension = theta.length;
  let trace = 0;
  for (let i = 0; i < dimension; i++) {
    const row = upperRow(i, dimension);
    trace += at(covariance, row + i) * at(gram, row + i);
    for (let j = i + 1; j < dimension; j++) trace += 2 * at(covariance, row + j) * at(gram, row + j);
  }
  return Math.sqrt(Math.max(0, trace) / count);
}

function greediest(arms: readonly SnapshotArm[], { average }: ContextsSeen): ActionId {
  const nets = arms.map(({ theta, cost, price }) => product(theta, average) - cost - price);
  const best = nets.indexOf(Math.max(...nets));
  return (arms[best] as SnapshotArm).action;
}

function product(theta: Float64Array, x: Float64Array): number {
  return theta.reduce((sum, weight, j) => sum + weight * at(x, j), 0);
}
