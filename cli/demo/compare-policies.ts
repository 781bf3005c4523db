import type { Configuration } from '../../src/core/configuration.ts';
import type { DecisionState } from '../../src/core/decision/decision-state.ts';
import { normalInterval } from '../../src/core/evaluation/confidence-interval.ts';
import { moments } from '../../src/core/evaluation/moments.ts';
import type { ActionId } from '../../src/core/identifiers.ts';
import {
  bestFixed,
  fixedValue,
  meanValue,
  oracleValue,
  ownValue,
  uniformValue,
} from '../../src/core/simulation/policy-values.ts';
import type { Estimate, PolicyComparison, WeekReport } from './demo-report.ts';
import type { ObservedDecision } from './observed-decision.ts';

export interface Comparison {
  readonly overall: PolicyComparison;
  readonly weeks: readonly WeekReport[];
}

/** Values the policies on the same selected decisions, overall and week by week. */
export function comparePolicies(
  decisions: readonly ObservedDecision[],
  states: ReadonlyMap<string, DecisionState>,
  configuration: Pick<Configuration, 'channels'>,
  actions: readonly ActionId[],
): Comparison {
  const selected = decisions.flatMap(({ simulated, selected }) =>
    selected === undefined ? [] : [{ simulated, ...selected }],
  );
  const valued = selected.map((each) => each.valued);
  const earned = selected.map(({ simulated, verdict }) =>
    netReward(states.get(simulated.id), costOf(verdict.contact?.channel, configuration)),
  );
  const credited = estimate(earned);
  const uniform = meanValue(valued, uniformValue);
  const fixed = bestFixed(valued, actions) ?? { action: 'none', value: 0 };
  const always = actions.find((action) => action === fixed.action);
  return {
    overall: {
      decisions: selected.length,
      rapport: { credited, expected: meanValue(valued, ownValue) },
      uniform: { expected: uniform },
      bestFixed: { action: fixed.action, expected: fixed.value },
      perfect: { expected: meanValue(valued, oracleValue) },
      ...(uniform > 0 ? { timesUniform: credited.mean / uniform } : {}),
      ...(fixed.value > 0 ? { timesBestFixed: credited.mean / fixed.value } : {}),
    },
    weeks: weeksOf(selected.map(({ simulated }) => Math.floor(simulated.occasion.day / 7))).map((week) => {
      const inWeek = valued.filter((_, index) => weekAt(index) === week);
      return {
        week: week + 1,
        decisions: inWeek.length,
        rapport: meanValue(inWeek, ownValue),
        uniform: meanValue(inWeek, uniformValue),
        bestFixed: always === undefined ? 0 : meanValue(inWeek, fixedValue(always)),
      };
    }),
  };

  function weekAt(index: number): number {
    return Math.floor((selected[index]?.simulated.occasion.day ?? 0) / 7);
  }
}

/** What the ledger credits to a decision, less what its contact cost; 0 when the contact did not go out. */
function netReward(state: DecisionState | undefined, cost: number): number {
  if (state === undefined || state.dispatch === 'void' || state.dispatch === 'pending') return 0;
  return state.reward - cost;
}

function costOf(channel: string | undefined, { channels }: Pick<Configuration, 'channels'>): number {
  return channels.find(({ id }) => id === channel)?.cost ?? 0;
}

function estimate(values: readonly number[]): Estimate {
  const summary = moments.value(values.reduce(moments.add, moments.empty));
  return summary === undefined
    ? { mean: 0, lower: 0, upper: 0 }
    : { mean: summary.mean, ...normalInterval(summary) };
}

function weeksOf(weeks: readonly number[]): number[] {
  return [...new Set(weeks)].sort((a, b) => a - b);
}
