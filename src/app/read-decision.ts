import type { DecisionRecord } from '../core/decision/decision-record.ts';
import type { DecisionState } from '../core/decision/decision-state.ts';
import type { DecisionId } from '../core/identifiers.ts';
import { ensureState, requireRecord } from './decision-states.ts';
import type { Dependencies } from './dependencies.ts';

export type ReadDecision = (id: DecisionId) => Promise<{ record: DecisionRecord; state?: DecisionState }>;

/** A decision as it was made, and what has become of it. @throws {NotFoundError} `decision-unknown` */
export function makeReadDecision(deps: Pick<Dependencies, 'ledger' | 'configuration'>): ReadDecision {
  return async function readDecision(id) {
    const record = await requireRecord(deps.ledger, id);
    const state = (await deps.ledger.getState(id)) ?? (await ensureState(deps, record));
    return { record, ...(state === undefined ? {} : { state }) };
  };
}
