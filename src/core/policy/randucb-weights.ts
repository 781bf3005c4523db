/**
 * P(Z = m/19) for m = 0 … 19: the normal density with σ = 1/8 on twenty points of [0, 1], optimistic (Z ≥ 0), where the
 * last point has density 10⁻⁶, so that the full width is never ruled out; normalised. E[Z] = 0.0841.
 * @remarks A constant table, since `exp` may differ between engines and this lies in the decision path (invariant 5).
 * @see Vaswani, Mehrabian, Durand and Kveton, "Old Dog Learns New Tricks: Randomized UCB for Bandit Problems", 2020.
 */
export const RANDUCB_WEIGHTS: readonly number[] = [
  0.2876355771824163, 0.2632361827903859, 0.2017690415835975, 0.12952972459750908, 0.0696450601227331,
  0.031362968189270486, 0.01182905257120537, 0.0037367042904753664, 0.0009886292690175582,
  0.0002190706321850075, 0.00004065751431445645, 0.000006319801680629904, 8.227578620251448e-7,
  8.971118561526893e-8, 8.192701205577872e-9, 6.266334878829154e-10, 4.01426509269208e-11,
  2.1537954836328266e-12, 9.678517494612452e-14, 9.012443381940651e-8,
];
