import { DAY_MS } from '../time/instant.ts';

/** What became of a channel's capacity since its price was last set. */
export interface CapacityUse {
  /** The price until now, in reward units per contact, ≥ 0. */
  readonly price: number;
  /** ≥ 1. */
  readonly contactsPerDay: number;
  /** Contacts booked since, less those given back; on whatever day they fall. */
  readonly booked: number;
  /** ≥ 0; more than {@link LONGEST_STEP_MS} counts as that. */
  readonly elapsedMs: number;
  /** The part of what could be booked next that is full, in [0, 1]. */
  readonly fullShare: number;
  /** The largest reward less the smallest, > 0: nothing can be worth more. */
  readonly rewardRange: number;
}

/** How far the price goes in a day of twice the contacts that there is room for, as a part of the reward range. */
const STEP_PER_DAY = 1 / 16;

/**
 * The longest stretch that a price learns from at once: a rush after hours without any must not be diluted by them, and
 * no single step may overthrow the price.
 */
export const LONGEST_STEP_MS = DAY_MS / 4;

/** Prices are multiples of 2⁻¹⁶, so that equal situations make equal snapshots. */
const GRID = 2 ** 16;

/**
 * The next price of a channel's scarce capacity, by dual ascent on the constraint "booked ≤ allowance":
 * price ← max(0, price + step·(booked − allowance) ÷ allowance), at most the reward range.
 * @remarks An action then needs to be worth more than the price beyond its cost, so that contacts go where they are
 * worth most instead of to whoever comes first. The step is in proportion to the time passed, so the sum of many short
 * steps is that of their bookings. A full day hides how many would have wanted it: as far as what comes next is full, the
 * demand counts as at least twice the allowance.
 * @see Agrawal, Devanur and Li, "An efficient algorithm for contextual bandits with knapsacks", 2016; Boyd and
 * Vandenberghe, Convex Optimization, 2004, section 5.4 (shadow prices).
 */
export function nextCapacityPrice(use: CapacityUse): number {
  const { price, contactsPerDay, booked, elapsedMs, fullShare, rewardRange } = use;
  if (elapsedMs <= 0) return price;
  const allowance = (contactsPerDay * elapsedMs) / DAY_MS;
  const seen = (booked - allowance) / allowance;
  const excess = seen + fullShare * (Math.max(seen, 1) - seen);
  const step = (STEP_PER_DAY * rewardRange * Math.min(elapsedMs, LONGEST_STEP_MS)) / DAY_MS;
  const limited = Math.min(rewardRange, Math.max(0, price + step * excess));
  return Math.round(limited * GRID) / GRID;
}
