import {
  daysNeeded,
  detectableEffect,
  type Looks,
  type PlannedExperiment,
  powerOf,
  unitsNeeded,
} from '../../src/core/inference/power-planner.ts';

/** What an experiment with two variants is planned from. */
export interface PlanFacts {
  /** The difference that shall be found, > 0, in the metric's own unit. */
  readonly effect: number;
  /** Variance of the metric between units, > 0: of the control, and of the treatment with the effect. */
  readonly controlVariance: number;
  readonly treatmentVariance: number;
  /** Of units that are treated, in (0, 1). */
  readonly treatedShare: number;
  readonly level: number;
  readonly power: number;
  /** Units that enter on a day, > 0. */
  readonly perDay: number;
  /** Days until a unit's outcome is known, ≥ 0. */
  readonly daysToOutcome: number;
}

export interface DurationPlan {
  /** With one look at the end, and with a look whenever one likes. */
  readonly needed: readonly { readonly looks: Looks; readonly units: number; readonly days: number }[];
  /** What other numbers of units would find. */
  readonly curve: readonly PlanPoint[];
}

export interface PlanPoint {
  readonly units: number;
  readonly days: number;
  readonly powerOnce: number;
  readonly powerAlways: number;
  /** The smallest effect that is found with the planned power when one looks as one likes. */
  readonly detectable: number;
}

const STEPS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];

/** How many units and days an experiment takes. @throws {InvalidInputError} when a number is out of its range. */
export function planDuration(facts: PlanFacts): DurationPlan {
  const { effect, controlVariance, treatmentVariance, treatedShare, level, power, perDay, daysToOutcome } =
    facts;
  const planned: PlannedExperiment = { effect, controlVariance, treatmentVariance, treatedShare, level };
  const daysFor = (units: number) => daysNeeded(units, perDay, daysToOutcome);
  const needed = (['once', 'always'] as const).map((looks) => {
    const units = unitsNeeded(planned, power, looks);
    return { looks, units, days: daysFor(units) };
  });
  const most = needed.at(-1)?.units ?? 1;
  const curve = STEPS.map((step) => {
    const units = Math.max(2, Math.round(step * most));
    return {
      units,
      days: daysFor(units),
      powerOnce: powerOf(planned, units, 'once'),
      powerAlways: powerOf(planned, units, 'always'),
      detectable: detectableEffect(planned, { units, power, looks: 'always' }),
    };
  });
  return { needed, curve };
}
