import { logGamma } from './log-gamma.ts';

const SERIES_PRECISION = 1e-16;
/** Above what rounding alone can move a factor of the fraction, so that it always ends. */
const FRACTION_PRECISION = 1e-15;
const TINY = 1e-300;

/** P(a, x) and Q(a, x) = 1 − P(a, x) as logarithms: what no factor can underflow. */
export interface LogGammaTails {
  /** ln P(a, x), the lower tail; −Infinity at x = 0. */
  readonly lower: number;
  /** ln Q(a, x), the upper tail; 0 at x = 0. */
  readonly upper: number;
}

/**
 * Both tails of the regularised incomplete gamma function, for a > 0 and x ≥ 0.
 * @remarks The power series below x = a + 1, the continued fraction above: each converges fast where it is used.
 * @see Press et al., Numerical Recipes, §6.2; Lentz's method for the fraction.
 */
export function logGammaTails(a: number, x: number): LogGammaTails {
  if (x <= 0) return { lower: Number.NEGATIVE_INFINITY, upper: 0 };
  const front = a * Math.log(x) - x - logGamma(a);
  if (x < a + 1) {
    const lower = Math.min(0, front + Math.log(lowerSeries(a, x)));
    return { lower, upper: Math.log(-Math.expm1(lower)) };
  }
  const upper = Math.min(0, front + Math.log(upperFraction(a, x)));
  return { lower: Math.log(-Math.expm1(upper)), upper };
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * SERIES_PRECISION; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  let change = 0;
  for (let i = 1; Math.abs(change - 1) > FRACTION_PRECISION; i++) {
    const numerator = -i * (i - a);
    b += 2;
    d = 1 / nonZero(numerator * d + b);
    c = nonZero(b + numerator / c);
    change = d * c;
    fraction *= change;
  }
  return fraction;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/** A sum beyond this is scaled down before it overflows. */
const LARGE = 1e200;

/**
 * ln ∫₀¹ t^(a − 1)·e^(−xt) dt for a > 0 and any x: ln(Γ(a)·P(a, x) ÷ xᵃ) where x > 0, and its continuation elsewhere.
 * @remarks For x ≤ 0 the series Σ |x|ⁿ ÷ (n!·(a + n)), of which no term is negative.
 */
export function logTruncatedGammaIntegral(a: number, x: number): number {
  if (x > 0) return logGamma(a) + logGammaTails(a, x).lower - a * Math.log(x);
  let power = 1;
  let sum = 1 / a;
  let scaled = 0;
  for (let n = 1; n < -x || power > sum * SERIES_PRECISION; n++) {
    power *= -x / n;
    sum += power / (a + n);
    if (sum > LARGE) {
      power /= LARGE;
      sum /= LARGE;
      scaled++;
    }
  }
  return Math.log(sum) + scaled * Math.log(LARGE);
}
