/** 1, 1/3, 1/5 … 1/23, last first; what follows is below the last bit, since the ratio's square is at most 0.0295. */
const COEFFICIENTS = [23, 21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1].map((odd) => 1 / odd);

/**
 * ln value, to a few units of the last place, with the same bits on every machine: ECMAScript lets engines differ in
 * `Math.log`, and scales that are fitted by comparing evidences end in a snapshot.
 * @param value finite and above 0.
 * @remarks value = 2^e·m with m between √½ and √2, and ln m = 2·artanh((m − 1) ÷ (m + 1)) by its power series.
 */
export function naturalLogarithm(value: number): number {
  let mantissa = value;
  let exponent = 0;
  while (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  while (mantissa < Math.SQRT2 / 2) {
    mantissa *= 2;
    exponent--;
  }
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  const series = COEFFICIENTS.reduce((sum, coefficient) => sum * square + coefficient, 0);
  return exponent * Math.LN2 + 2 * ratio * series;
}
