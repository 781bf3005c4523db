import type { Estimator } from '../evaluation/estimator.ts';
import { gammaExponentialMixture } from './gamma-exponential-mixture.ts';
import { bestOneSidedPrecision, type UniformBoundary } from './normal-mixture.ts';
import { requireNumber } from './require-number.ts';

/** A choice as it was logged. */
export interface LoggedChoice {
  readonly chosen: string;
  /** By arm; an arm that is absent had probability 0. */
  readonly propensities: ReadonlyMap<string, number>;
}

/** Sums over the choices at which an arm could be, or was, chosen. */
export interface ArmSums {
  readonly offered: number;
  /** Σ(1[a = k] − p). */
  readonly surplus: number;
  /** Σp(1 − p). */
  readonly variance: number;
  /** How often it was chosen though its probability was 0: never, when the propensities are right. */
  readonly impossible: number;
}

export interface ArmCalibration extends ArmSums {
  /** surplus ÷ √variance, about standard normal at one look; undefined without variance. */
  readonly z?: number;
  /** ln of an e-value that may be looked at after every choice; Infinity once the impossible was chosen. */
  readonly logEvidence: number;
}

/**
 * Whether arms were chosen as often as their logged propensities say, for each arm, although these differ from choice
 * to choice and depend on the past: catches whatever overrides a choice after it was logged.
 * @param tunedFor the Σp(1 − p) of an arm at which its evidence shall be strongest, > 0.
 * @remarks The surplus is a martingale with increments of at most 1 and conditional variance p(1 − p), so that the
 * gamma–exponential mixture with c = ½ makes an exact e-process of it; the mean of one for each side is another. Combine
 * arms by `eBenjaminiHochberg` or with Bonferroni's 1 ÷ (α·arms).
 * @throws {InvalidInputError} `config-invalid` from `add` when a propensity isn't within [0, 1].
 * @see Howard et al., Annals of Statistics 2021, proposition 9; Lindon and Malek, NeurIPS 2022, for constant propensities.
 */
export function propensityMartingale(
  tunedFor: number,
): Estimator<ReadonlyMap<string, ArmSums>, LoggedChoice, ReadonlyMap<string, ArmCalibration>> {
  const mixture = gammaExponentialMixture(bestOneSidedPrecision(tunedFor, LEVEL), 0.5);
  return {
    empty: new Map(),
    add: (state, { chosen, propensities }) => {
      const next = new Map(state);
      for (const [arm, propensity] of propensities) {
        requireNumber('propensity', propensity, { atLeast: 0, atMost: 1 });
        next.set(arm, plus(next.get(arm) ?? NOTHING, sumsOf(arm === chosen, propensity)));
      }
      if (!propensities.has(chosen)) {
        next.set(chosen, plus(next.get(chosen) ?? NOTHING, sumsOf(true, 0)));
      }
      return next;
    },
    merge: (a, b) => {
      const merged = new Map(a);
      for (const [arm, sums] of b) merged.set(arm, plus(merged.get(arm) ?? NOTHING, sums));
      return merged;
    },
    value: (state) =>
      state.size === 0
        ? undefined
        : new Map([...state].map(([arm, sums]) => [arm, calibrationOf(sums, mixture)] as const)),
  };
}

/** The level that the tuning assumes; the evidence holds at every level. */
const LEVEL = 0.025;

const NOTHING: ArmSums = { offered: 0, surplus: 0, variance: 0, impossible: 0 };

function sumsOf(wasChosen: boolean, propensity: number): ArmSums {
  return {
    offered: 1,
    surplus: (wasChosen ? 1 : 0) - propensity,
    variance: propensity * (1 - propensity),
    impossible: wasChosen && propensity === 0 ? 1 : 0,
  };
}

function plus(a: ArmSums, b: ArmSums): ArmSums {
  return {
    offered: a.offered + b.offered,
    surplus: a.surplus + b.surplus,
    variance: a.variance + b.variance,
    impossible: a.impossible + b.impossible,
  };
}

function calibrationOf(sums: ArmSums, mixture: UniformBoundary): ArmCalibration {
  const { surplus, variance, impossible } = sums;
  return {
    ...sums,
    ...(variance > 0 ? { z: surplus / Math.sqrt(variance) } : {}),
    logEvidence:
      impossible > 0
        ? Number.POSITIVE_INFINITY
        : logMean(mixture.logEvidence(surplus, variance), mixture.logEvidence(-surplus, variance)),
  };
}

function logMean(a: number, b: number): number {
  const larger = Math.max(a, b);
  return larger + Math.log((Math.exp(a - larger) + Math.exp(b - larger)) / 2);
}
