import type { Configuration } from '../../src/core/configuration.ts';
import type { DecisionState } from '../../src/core/decision/decision-state.ts';
import { rewardOf } from '../../src/core/reward/reward-of.ts';
import type { BorrowerWorld } from '../../src/core/simulation/borrower-world.ts';
import type { CountsReport } from './demo-report.ts';
import type { ObservedDecision } from './observed-decision.ts';
import type { SimulatedDecision, SimulationCounts } from './simulated-decision.ts';

export interface CountInput {
  readonly world: BorrowerWorld;
  readonly configuration: Pick<Configuration, 'reward'>;
  readonly decisions: readonly ObservedDecision[];
  readonly states: ReadonlyMap<string, DecisionState>;
  readonly simulation: SimulationCounts;
  readonly parked: number;
}

const TOP_REASONS = 3;

/** What happened, in numbers: from the ledger where it knows, from the simulation where only that does. */
export function countDecisions(input: CountInput): CountsReport {
  const { decisions, simulation, states } = input;
  const verdicts = decisions.flatMap(({ selected }) => (selected === undefined ? [] : [selected.verdict]));
  return {
    borrowers: input.world.borrowers.length,
    decisions: decisions.length,
    selected: verdicts.length,
    withheld: decisions.length - verdicts.length,
    withheldBecause: reasonsOf(decisions),
    noContact: verdicts.filter(({ contact }) => contact === undefined).length,
    byFixedRules: verdicts.filter(({ fallback }) => fallback).length,
    explored: verdicts.filter(({ explanation }) => explanation.exploration).length,
    confirmed: simulation.confirmed,
    refusedAtSend: simulation.refused,
    notConfirmedInTime: simulation.forgotten,
    outcomes: simulation.outcomes,
    outcomesRepeated: simulation.repeated,
    outcomesOvertaken: simulation.overtaken,
    outcomesStraightToQueue: simulation.straightToQueue,
    corrected: decisions.filter(({ simulated }) => wasCorrected(simulated, input)).length,
    credited: [...states.values()].filter(({ credited }) => credited !== undefined).length,
    parked: input.parked,
  };
}

function reasonsOf(decisions: readonly ObservedDecision[]): CountsReport['withheldBecause'] {
  const counts = new Map<string, number>();
  for (const { record } of decisions) {
    const [first] = record.verdict.status === 'withheld' ? record.verdict.because : [];
    if (first !== undefined) counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, TOP_REASONS)
    .map(([reason, count]) => ({ reason, decisions: count }));
}

/** Whether what was told after the decision had been credited made another reward of it. */
function wasCorrected(
  { sentAt, rewardWindowEndsAt, told }: SimulatedDecision,
  { world, configuration }: CountInput,
): boolean {
  if (sentAt === undefined || rewardWindowEndsAt === undefined) return false;
  const window = { start: sentAt, end: rewardWindowEndsAt };
  const creditedAt = world.nextDayStart(rewardWindowEndsAt);
  const before = told.filter(({ toldAt }) => toldAt < creditedAt);
  return rewardOf(configuration.reward, before, window) !== rewardOf(configuration.reward, told, window);
}
