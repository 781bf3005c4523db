/** How much a configuration explores. */
export interface ExplorationSettings {
  /** β ≥ 0: how many standard widths of uncertainty may count in an action's favour. */
  readonly beta: number;
  /** The share of decisions spread evenly over the eligible actions. */
  readonly epsilon: EpsilonSchedule;
  /** γ ≥ 0 of inverse-gap weighting, as a multiple of √credits and per the reward's range; for `inverse-gap` alone. */
  readonly gamma: number;
}

/**
 * ε falls with what was learned, slowly and never to 0: max(floor, start ÷ √(1 + credits ÷ halfway)).
 * @see Hadad, Hirshberg, Zhan, Wager and Athey 2021: inference on adaptive data needs a floor that falls no faster
 * than the power −0.7.
 */
export interface EpsilonSchedule {
  /** 0 < start ≤ 1, before anything was learned. */
  readonly start: number;
  /** 0 < floor ≤ start. */
  readonly floor: number;
  /** Credits after which ε has fallen to start ÷ √2, > 0. */
  readonly halfway: number;
}

/** The figures that one snapshot explores with. */
export interface Exploration {
  /** Width multiplier β ≥ 0 of RandUCB. */
  readonly beta: number;
  /** Share ε of the probability spread evenly over the eligible actions, 0 < ε ≤ 1. */
  readonly epsilon: number;
  /** γ ≥ 0 per reward unit. */
  readonly gamma: number;
}

/**
 * What is explored after so many credits.
 * @param rewardRange The largest reward less the smallest, > 0.
 * @remarks Only + − × ÷ √, so the same credits give the same bits everywhere.
 */
export function explorationAfter(
  credits: number,
  { beta, epsilon, gamma }: ExplorationSettings,
  rewardRange: number,
): Exploration {
  const { start, floor, halfway } = epsilon;
  return {
    beta,
    epsilon: Math.max(floor, start / Math.sqrt(1 + credits / halfway)),
    gamma: (gamma * Math.sqrt(credits)) / rewardRange,
  };
}
