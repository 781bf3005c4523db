import type { Configuration } from '../core/configuration.ts';
import type { DecisionRecord } from '../core/decision/decision-record.ts';
import type { DecisionState } from '../core/decision/decision-state.ts';
import { initialState } from '../core/decision/initial-state.ts';
import { InvalidInputError, NotFoundError } from '../core/errors.ts';
import type { DecisionId } from '../core/identifiers.ts';
import type { DecisionLedger } from './ports/decision-ledger.ts';

interface Deps {
  readonly ledger: DecisionLedger;
  readonly configuration: Configuration;
}

/** Stores the first state of a selected decision unless it has one; `undefined` for a withheld decision. */
export async function ensureState(
  { ledger, configuration }: Deps,
  record: DecisionRecord,
): Promise<DecisionState | undefined> {
  if (record.verdict.status === 'withheld') return undefined;
  const first = initialState(record, record.verdict, configuration);
  return (await ledger.createState(first)) === 'created' ? first : await ledger.getState(record.decisionId);
}

/**
 * The state of a selected decision; made from the record when its writer died before writing it.
 * @throws {NotFoundError} `decision-unknown`; {@link InvalidInputError} `decision-withheld`.
 */
export async function requireState(deps: Deps, id: DecisionId): Promise<DecisionState> {
  const stored = await deps.ledger.getState(id);
  if (stored !== undefined) return stored;
  const record = await requireRecord(deps.ledger, id);
  const state = await ensureState(deps, record);
  if (state === undefined) {
    throw new InvalidInputError('decision-withheld', `Decision ${id} was withheld: no contact came of it.`);
  }
  return state;
}

/**
 * Like {@link requireState}; `erased` for a decision that was erased with its borrower or is about to be.
 * @throws {NotFoundError} `decision-unknown`; {@link InvalidInputError} `decision-withheld`.
 */
export async function stateUnlessErased(deps: Deps, id: DecisionId): Promise<DecisionState | 'erased'> {
  try {
    const state = await requireState(deps, id);
    return state.erasure === undefined ? state : 'erased';
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    const [erased] = await deps.ledger.erasedAmong([id]);
    if (erased === undefined) throw error;
    return 'erased';
  }
}

/** @throws {NotFoundError} `decision-unknown` */
export async function requireRecord(ledger: DecisionLedger, id: DecisionId): Promise<DecisionRecord> {
  const record = await ledger.getRecord(id);
  if (record === undefined) {
    throw new NotFoundError(
      'decision-unknown',
      `There is no decision ${id}; use the decisionId of an earlier answer.`,
    );
  }
  return record;
}
