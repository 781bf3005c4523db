import type { ConfidenceInterval } from './confidence-interval.ts';
import { pseudoOutcome } from './doubly-robust-bounds.ts';
import { importanceWeight } from './logged-example.ts';
import { type LoggedRow, takenArm } from './logged-row.ts';
import { LARGEST_BET, sideLogarithm } from './predictable-lower-bound.ts';
import type { RowView } from './row-view.ts';

/** Anytime bounds of one policy's value, and of how much it is above that of the policy that made the log. */
export interface TargetBounds {
  /** Rows in the order in which they were logged; reward between 0 and 1, as the model's predictions are cut to be. */
  add(view: RowView): void;
  /** Within [0, 1]. */
  value(): ConfidenceInterval;
  /** Within [−1, 1]. */
  difference(): ConfidenceInterval;
}

/** What the bounds say at last. */
export interface TargetBoundsValue {
  readonly value: ConfidenceInterval;
  readonly difference: ConfidenceInterval;
}

export interface TargetBoundsSettings {
  /** How many rows there will be; the bounds hold for any number, and are tightest for this one. */
  readonly planned: number;
  /** The most that the model's help may count in one row; the bounds hold for any. */
  readonly largestHelp: number;
  /** Of the intervals, in (0, 1). @defaultValue 0.95, that of all intervals here */
  readonly level?: number;
}

/**
 * Bounds that hold at every time, whatever the weights' tails are and however the logging policy learned as it went: at
 * the level of all intervals here, for the value and for the difference each.
 * @remarks A row counts φ = Σ π·q′ + w·(r − q′(a)) with q′ = min(q̂, k ÷ w) where the log and the policy tell every
 * arm's probability, else w·r. φ ≥ −k with the policy's value as its mean; the upper bound is 1 less the lower one of
 * misses 1 − r. The difference is that of the two policies' φ in the same row. How much help k a row may take depends
 * on how much the rows before it varied: what varies little is better bet on boldly than helped. What the policy wants
 * and the log could not do counts 0 below and 1 above.
 * @see Waudby-Smith, Wu, Ramdas, Karampatziakis and Mineiro, "Anytime-valid off-policy inference for contextual bandits",
 * arXiv 2210.10768.
 */
export function targetBounds(settings: TargetBoundsSettings): TargetBounds {
  const rewards = scaledLowerBound(settings, 1);
  const misses = scaledLowerBound(settings, 1);
  // φ_μ is at most 1 without help and 2 with it.
  const gains = scaledLowerBound(settings, 3);
  const losses = scaledLowerBound(settings, 3);
  return {
    add: (view) => {
      const { reward } = view.taken;
      rewards.add((help) => targetOutcome(view, reward, help, itself));
      misses.add((help) => targetOutcome(view, 1 - reward, help, counterpart));
      gains.add((help) => gainIn(view, reward, help, itself));
      losses.add((help) => gainIn(view, 1 - reward, help, counterpart));
    },
    value: () => ({ lower: Math.max(0, rewards.bound()), upper: Math.min(1, 1 - misses.bound()) }),
    difference: () => ({ lower: Math.max(-1, gains.bound()), upper: Math.min(1, -losses.bound()) }),
  };
}

type ModelView = (predicted: number) => number;
const itself: ModelView = (predicted) => predicted;
const counterpart: ModelView = (predicted) => 1 - predicted;

function targetOutcome({ taken, full }: RowView, reward: number, help: number, view: ModelView): number {
  return full === undefined || help === 0
    ? importanceWeight(taken) * reward
    : pseudoOutcome(full, reward, help, view);
}

function gainIn(row: RowView, reward: number, help: number, view: ModelView): number {
  const logged = row.full === undefined || help === 0 ? reward : loggedOutcome(row.full, reward, help, view);
  return targetOutcome(row, reward, help, view) - logged;
}

/** Σ μ·q′ + r − q′(a) with q′ = min(q̂, k): what a row counts for the policy that made the log, at most 2. */
function loggedOutcome(row: LoggedRow, reward: number, help: number, view: ModelView): number {
  const helped = (predicted: number): number => Math.min(view(Math.min(1, Math.max(0, predicted))), help);
  const expected = row.arms.reduce((sum, { logged, predicted }) => sum + logged * helped(predicted), 0);
  return expected + reward - helped(takenArm(row).predicted);
}

interface ScaledLowerBound {
  /** @param outcome What the row counts when the model may help by so much: at least −(help + floor − 1). */
  add(outcome: (help: number) => number): void;
  bound(): number;
}

/** How much the first guess of mean and variance counts, in rows. */
const PRIOR_ROWS = 25;
const PRIOR_MEAN = 0.5;
const PRIOR_VARIANCE = 0.25;

/**
 * The bound of `predictableLowerBound` for values whose own lower end, and with it the largest bet, is chosen anew for
 * each row from what came before.
 * @param floor Without help no value is below 1 − floor; the mean is at most 1.
 * @remarks In row t values and guess are divided by s = k + floor, so that (X − guess) ÷ s ≥ −1; the factors
 * exp(λ(X − m) ÷ s − ψ(λ)((X − guess) ÷ s)²) multiply to a supermartingale at the mean m whatever the s.
 */
function scaledLowerBound(settings: TargetBoundsSettings, floor: number): ScaledLowerBound {
  const { planned, largestHelp, level } = settings;
  const logarithm = sideLogarithm(level);
  let seen = PRIOR_ROWS;
  let sum = PRIOR_ROWS * (floor === 1 ? PRIOR_MEAN : 0);
  let squares = PRIOR_ROWS * PRIOR_VARIANCE;
  let [bets, won, penalty] = [0, 0, 0];
  return {
    add: (outcome) => {
      const guess = Math.min(1, sum / seen);
      const best = Math.sqrt((2 * logarithm * seen) / (planned * squares));
      // As much help as leaves the best bet within reach.
      const help = Math.min(largestHelp, Math.max(0, LARGEST_BET / best - floor));
      const scale = help + floor;
      const bet = Math.min(LARGEST_BET, best * scale);
      const value = outcome(help);
      const surprise = value - guess;
      bets += bet / scale;
      won += (bet / scale) * value;
      penalty += (-Math.log(1 - bet) - bet) * (surprise / scale) ** 2;
      seen += 1;
      sum += value;
      squares += surprise * surprise;
    },
    bound: () => (bets === 0 ? Number.NEGATIVE_INFINITY : (won - logarithm - penalty) / bets),
  };
}
