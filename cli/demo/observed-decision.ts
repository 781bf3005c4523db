import type { Ports } from '../../src/app/ports/ports.ts';
import type { DecisionRecord, Selected } from '../../src/core/decision/decision-record.ts';
import type { DecisionState } from '../../src/core/decision/decision-state.ts';
import type { ActionId } from '../../src/core/identifiers.ts';
import type { BorrowerWorld } from '../../src/core/simulation/borrower-world.ts';
import type { ValuedDecision } from '../../src/core/simulation/policy-values.ts';
import type { SimulatedDecision } from './simulated-decision.ts';

/** A decision with its evidence from the ledger and, if one was selected, its worth in the simulated world. */
export interface ObservedDecision {
  readonly simulated: SimulatedDecision;
  readonly record: DecisionRecord;
  readonly selected?: { readonly verdict: Selected; readonly valued: ValuedDecision };
}

/** The records of decisions, in their order. */
export async function observe(
  ledger: Ports['ledger'],
  world: BorrowerWorld,
  decisions: readonly SimulatedDecision[],
): Promise<readonly ObservedDecision[]> {
  const records = new Map<string, DecisionRecord>();
  for (const record of await ledger.getRecords(decisions.map(({ id }) => id)))
    records.set(record.decisionId, record);
  return decisions.map((simulated) => {
    const record = required(records.get(simulated.id), simulated.id);
    const { verdict } = record;
    if (verdict.status === 'withheld') return { simulated, record };
    const { distribution } = verdict;
    const values = new Map(
      distribution.actions.map((action): [ActionId, number] => [
        action,
        world.worthOf(simulated.occasion, action),
      ]),
    );
    return { simulated, record, selected: { verdict, valued: { distribution, values } } };
  });
}

/** The states of the selected decisions, by id. */
export async function statesOf(
  ledger: Ports['ledger'],
  decisions: readonly ObservedDecision[],
): Promise<ReadonlyMap<string, DecisionState>> {
  const ids = decisions.filter(({ selected }) => selected !== undefined).map(({ simulated }) => simulated.id);
  const states = new Map<string, DecisionState>();
  for (const state of await ledger.getStates(ids)) states.set(state.decisionId, state);
  return states;
}

function required<T>(value: T | undefined, id: string): T {
  if (value === undefined)
    throw new Error(`The service answered with decision ${id}, but its ledger does not have it.`);
  return value;
}
