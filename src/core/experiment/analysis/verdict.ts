import { type PlannedExperiment, unitsNeeded } from '../../inference/power-planner.ts';
import { LEAST_UNITS } from './difference.ts';
import type { SequentialEstimate } from './sequence-track.ts';

/** What may be said of one group against the control. */
export interface Verdict {
  readonly kind: 'better' | 'worse' | 'unknown' | 'too-few';
  /** The same in plain words. */
  readonly text: string;
  /** With `unknown`: about so many more units would show a difference as large as it looks now; absent when out of reach. */
  readonly moreUnits?: number;
  readonly moreDays?: number;
}

export interface VerdictFacts {
  readonly treatment: { readonly id: string; readonly units: number };
  readonly control: { readonly id: string; readonly units: number };
  /** In reward after cost per decision; absent while there are too few units. */
  readonly difference: SequentialEstimate | undefined;
  readonly level: number;
  /** In which the units came. */
  readonly days: number;
}

/** A difference of the size seen is to be found with this probability by the units that are asked for. */
const POWER = 0.8;
/** So many times the units that there are is out of reach. */
const MOST_TIMES = 1000;

export function verdictOf(facts: VerdictFacts): Verdict {
  const { treatment, control, difference, level } = facts;
  if (difference === undefined) {
    const text =
      `Too few yet: ${treatment.id} has ${whole(treatment.units)} units and ${control.id} ${whole(control.units)}; ` +
      `each needs ${LEAST_UNITS} that differ.`;
    return { kind: 'too-few', text };
  }
  const { estimate, lower, upper } = difference;
  const confidence = `${Number((100 * (1 - level)).toFixed(2))} %`;
  if (lower > 0 || upper < 0) {
    const isBetter = lower > 0;
    const [low, high] = isBetter ? [lower, upper] : [-upper, -lower];
    const [size, from, to] = inDigits([Math.abs(estimate), low, high], high - low);
    return {
      kind: isBetter ? 'better' : 'worse',
      text:
        `${treatment.id} earns ${size} ${isBetter ? 'more' : 'less'} after cost per decision than ${control.id} ` +
        `(${from} … ${to} at ${confidence}, valid at every look): real.`,
    };
  }
  const [size, below, above] = inDigits([Math.abs(estimate), -lower, upper], upper - lower);
  const said =
    `Not known yet: after cost per decision, ${treatment.id} earns between ${below} less and ${above} more than ` +
    `${control.id} (${confidence}, valid at every look).`;
  const more = unitsToGo(facts, difference);
  if (more === undefined) {
    return {
      kind: 'unknown',
      text: `${said} The difference looks too small to be found with such borrowers.`,
    };
  }
  const { moreUnits, moreDays } = more;
  return {
    kind: 'unknown',
    moreUnits,
    moreDays,
    text:
      `${said} If it is as large as it looks, ${size}, about ${whole(moreUnits)} more units would show it: ` +
      `${whole(moreDays)} days at the present rate.`,
  };
}

function unitsToGo({ treatment, control, level, days }: VerdictFacts, found: SequentialEstimate) {
  const present = treatment.units + control.units;
  const variance = found.standardError ** 2 / (1 / treatment.units + 1 / control.units);
  if (found.estimate === 0) return undefined;
  const planned: PlannedExperiment = {
    effect: found.estimate,
    controlVariance: variance,
    treatmentVariance: variance,
    treatedShare: treatment.units / present,
    level,
  };
  const needed = unitsNeeded(planned, POWER, 'always');
  if (!(needed <= MOST_TIMES * present)) return undefined;
  const moreUnits = Math.max(1, needed - present);
  return { moreUnits, moreDays: Math.max(1, Math.ceil((moreUnits * days) / present)) };
}

/** As many decimals as tell the ends of an interval of this width apart, two digits of it. */
function inDigits(values: readonly number[], width: number): string[] {
  const digits = Math.min(6, Math.max(2, 1 - Math.floor(Math.log10(width))));
  return values.map((value) => value.toFixed(digits));
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
