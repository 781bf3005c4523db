import { asymptoticSequence } from './asymptotic-confidence-sequence.ts';
import { findCrossing, findUpperEnd } from './find-crossing.ts';
import { normalProbability, normalQuantile } from './normal-distribution.ts';
import { requireLevel, requireNumber } from './require-number.ts';

/** An experiment that is to be planned, with two groups. */
export interface PlannedExperiment {
  /** The difference of means that shall be found, ≠ 0. */
  readonly effect: number;
  /** Of one unit in each group, > 0; after regression adjustment if there is one. */
  readonly controlVariance: number;
  readonly treatmentVariance: number;
  /** Share of units that are treated, in (0, 1). */
  readonly treatedShare: number;
  /** Two-sided, in (0, 1). */
  readonly level: number;
}

/** One look at the end, or a confidence sequence with a look whenever one likes. */
export type Looks = 'once' | 'always';

/**
 * The probability, in [0, 1], that the effect is found with its sign by so many units in both groups together.
 * @remarks With `always` the sequence is tuned for the last look, and chances to stop earlier are not counted, so that the
 * true power is higher.
 * @throws {InvalidInputError} `config-invalid` when a number is out of its range, here and below.
 */
export function powerOf(experiment: PlannedExperiment, units: number, looks: Looks): number {
  const spread = unitSpread(experiment);
  requireNumber('units', units, { atLeast: 1 });
  const standardError = spread / Math.sqrt(units);
  const half = halfWidth(standardError, units, experiment.level, looks);
  return normalProbability((Math.abs(experiment.effect) - half) / standardError);
}

/**
 * The smallest number of units, in both groups together, with which the effect is found with at least this power.
 *
 * By bisection, since power rises with units; for `once` that is (z₁₋α/₂ + z_power)²·(σ²ₜ/q + σ²꜀/(1 − q)) ÷ effect²,
 * rounded up. Infinity above 10³⁰⁰.
 * @param power in (0, 1), usually 0.8.
 */
export function unitsNeeded(experiment: PlannedExperiment, power: number, looks: Looks): number {
  requireNumber('power', power, { above: 0, below: 1 });
  unitSpread(experiment);
  const excess = (units: number): number => powerOf(experiment, units, looks) - power;
  const end = findUpperEnd(excess, 1);
  return Math.ceil(findCrossing(excess, Math.max(1, end / 2), end));
}

/** The smallest effect > 0 that so many units find with this power: (half width) + z_power·(standard error). */
export function detectableEffect(
  experiment: Omit<PlannedExperiment, 'effect'>,
  { units, power, looks }: { readonly units: number; readonly power: number; readonly looks: Looks },
): number {
  requireNumber('units', units, { atLeast: 1 });
  const standardError = unitSpread({ ...experiment, effect: 1 }) / Math.sqrt(units);
  return halfWidth(standardError, units, experiment.level, looks) + normalQuantile(power) * standardError;
}

/**
 * Whole days until so many units have entered and the last one's outcome is known.
 * @param unitsPerDay > 0.
 * @param daysToOutcome ≥ 0: how long after its entry a unit's outcome counts, the reward's window.
 */
export function daysNeeded(units: number, unitsPerDay: number, daysToOutcome: number): number {
  requireNumber('units', units, { atLeast: 0 });
  requireNumber('unitsPerDay', unitsPerDay, { above: 0 });
  requireNumber('daysToOutcome', daysToOutcome, { atLeast: 0 });
  return Math.ceil(Math.ceil(units / unitsPerDay) + daysToOutcome);
}

/** √(σ²ₜ/q + σ²꜀/(1 − q)): the standard error times √units. */
function unitSpread(experiment: PlannedExperiment): number {
  const { effect, controlVariance, treatmentVariance, treatedShare, level } = experiment;
  requireNumber('effect', Math.abs(effect), { above: 0 });
  requireNumber('controlVariance', controlVariance, { above: 0 });
  requireNumber('treatmentVariance', treatmentVariance, { above: 0 });
  requireNumber('treatedShare', treatedShare, { above: 0, below: 1 });
  requireLevel(level);
  return Math.sqrt(treatmentVariance / treatedShare + controlVariance / (1 - treatedShare));
}

function halfWidth(standardError: number, units: number, level: number, looks: Looks): number {
  if (looks === 'once') return normalQuantile(1 - level / 2) * standardError;
  const found = { estimate: 0, standardError, count: units };
  return asymptoticSequence(found, { level, tunedFor: units }).upper;
}
