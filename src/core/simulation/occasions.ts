import { randomSource } from './random-source.ts';

/** One question to the service: this borrower, on this day. */
export interface Occasion {
  /** 0, 1, 2 … in the order of the days, or on from where earlier ones ended. */
  readonly number: number;
  /** Days since the simulation began. */
  readonly day: number;
  /** The borrower's place in the world. */
  readonly borrower: number;
}

export interface OccasionPlan {
  readonly decisions: number;
  readonly borrowers: number;
  readonly weeks: number;
}

/** About how often each borrower comes up, and the fewest that make a population. */
const DECISIONS_PER_BORROWER = 6;
const FEWEST_BORROWERS = 12;
/** How long the simulated service runs: at most so many weeks, fewer when there are few decisions for them. */
const MOST_WEEKS = 15;
const FEWEST_WEEKS = 4;
const DECISIONS_PER_WEEK = 30;
const WORKDAYS = 5;

/** How many borrowers and weeks suit a number of decisions. */
export function planOccasions(decisions: number): OccasionPlan {
  const weeks = Math.ceil(decisions / DECISIONS_PER_WEEK);
  return {
    decisions,
    borrowers: Math.max(FEWEST_BORROWERS, Math.ceil(decisions / DECISIONS_PER_BORROWER)),
    weeks: Math.min(MOST_WEEKS, Math.max(FEWEST_WEEKS, weeks)),
  };
}

/**
 * The occasions, spread evenly over the workdays (day 0 is a Monday). The borrowers take turns in a shuffled order
 * that stays the same, so nobody comes up twice on one day unless there are more decisions a day than borrowers.
 * @param firstNumber Of the first occasion.
 */
export function occasions(
  seed: number,
  { decisions, borrowers, weeks }: OccasionPlan,
  firstNumber = 0,
): readonly Occasion[] {
  const order = shuffled(borrowers, seed);
  const days = weeks * WORKDAYS;
  return Array.from({ length: decisions }, (_, number) => {
    const workday = Math.floor((number * days) / decisions);
    const day = Math.floor(workday / WORKDAYS) * 7 + (workday % WORKDAYS);
    return { number: firstNumber + number, day, borrower: order[number % borrowers] ?? 0 };
  });
}

/** Fisher and Yates's shuffle of 0 … count − 1. */
function shuffled(count: number, seed: number): number[] {
  const random = randomSource(seed, 'order');
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.index(last + 1);
    const [a = 0, b = 0] = [order[last], order[other]];
    order[last] = b;
    order[other] = a;
  }
  return order;
}
