/**
 * All of the probability to the highest score level + slope; of several, an even part to each.
 * @remarks LinUCB as published. Every other action has probability 0: no propensity, no off-policy evaluation, so it
 * is a benchmark and nothing that may be served (invariant 2).
 * @see Li, Chu, Langford and Schapire 2010, algorithm 1, line 11.
 */
export function argMaxShares(levels: Float64Array, slopes: Float64Array): Float64Array {
  const scores = levels.map((level, index) => level + (slopes[index] ?? 0));
  const best = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const ties = scores.reduce((count, score) => (score === best ? count + 1 : count), 0);
  return scores.map((score) => (score === best ? 1 / ties : 0));
}
