import { requireNumber } from './require-number.ts';

/** B₂ₖ ÷ (2k·(2k − 1)) for k = 1 … 7: the coefficients of Stirling's series. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/** From here on seven terms of the series leave an error below 10⁻¹⁵. */
const SERIES_FROM = 10;

/**
 * ln Γ(x) for x > 0, to about 14 significant digits away from its zeros at 1 and 2.
 * @remarks Γ(x) = Γ(x + k) ÷ (x·(x + 1)…(x + k − 1)) shifts small arguments to where Stirling's series is exact.
 * @throws {InvalidInputError} `config-invalid` when x isn't finite and above 0.
 */
export function logGamma(x: number): number {
  requireNumber('x', x, { above: 0 });
  let shifted = x;
  let product = 1;
  for (; shifted < SERIES_FROM; shifted++) product *= shifted;
  const inverse = 1 / shifted;
  const series = STIRLING.reduceRight((sum, term) => sum * inverse * inverse + term, 0) * inverse;
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + Math.log(2 * Math.PI) / 2 + series - Math.log(product)
  );
}

/** ln B(a, b) for a, b > 0, the logarithm of the beta function. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
