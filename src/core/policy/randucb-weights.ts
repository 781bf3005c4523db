/**
 * P(Z = m/19) for m = 0 … 19: a half normal with σ = 1/8 on twenty points of [0, 1], optimistic (Z ≥ 0), where the
 * last point weighs 10⁻⁶ before normalisation, so that the full width is never ruled out. E[Z] = 0.0841.
 * @remarks A constant table, since `exp` may differ between engines and this lies in the decision path (invariant 5).
 * @see Vaswani, Mehrabian, Durand and Kveton, "Old Dog Learns New Tricks: Randomized UCB for Bandit Problems", 2020.
 */
export const RANDUCB_WEIGHTS: readonly number[] = [
  0.2876355203711957, 0.26323613079831665, 0.20176900173197124, 0.1295296990139501, 0.06964504636706033,
  0.031362961994736, 0.01182905023483613, 0.003736703552434774, 0.0009886290737522992, 0.00021907058891612493,
  0.00004065750628414588, 0.000006319800432398893, 8.227576995213306e-7, 8.971116789631356e-8,
  8.192699587428408e-9, 6.26633364115843e-10, 4.014264299830147e-11, 2.1537950582343014e-12,
  9.678515582997772e-14, 2.876355203711957e-7,
];
