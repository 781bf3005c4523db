import { logBeta } from './log-gamma.ts';

const FRACTION_PRECISION = 1e-15;
const TINY = 1e-300;

/**
 * ln ∫ₓ¹ t^(a − 1)·(1 − t)^(b − 1) dt for a, b > 0 and x in (0, 1): ln B(a, b) + ln(1 − Iₓ(a, b)), without underflow.
 * @remarks The continued fraction converges fast below the mean of the beta distribution; beyond it, that of the mirror
 * image does.
 * @see Press et al., Numerical Recipes, §6.4; Lentz's method for the fraction.
 */
export function logUpperBetaIntegral(a: number, b: number, x: number): number {
  const rest = 1 - x;
  if (rest < (b + 1) / (a + b + 2)) return logLowerBetaIntegral(b, a, rest, x);
  const whole = logBeta(a, b);
  return (
    whole + Math.log(-Math.expm1(Math.min(logLowerBetaIntegral(a, b, x, rest) - whole, -Number.EPSILON)))
  );
}

/** ln ∫₀ˣ, where the fraction converges fast; `rest` is 1 − x. */
function logLowerBetaIntegral(a: number, b: number, x: number, rest: number): number {
  return a * Math.log(x) + b * Math.log(rest) - Math.log(a) + Math.log(fraction(a, b, x));
}

function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  let change = 0;
  for (let m = 1; Math.abs(change - 1) > FRACTION_PRECISION; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let step = 1;
    for (const numerator of [even, odd]) {
      d = 1 / nonZero(1 + numerator * d);
      c = nonZero(1 + numerator / c);
      step = d * c;
      value *= step;
    }
    change = step;
  }
  return value;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
