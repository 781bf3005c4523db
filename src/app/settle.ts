import type { DecisionState } from '../core/decision/decision-state.ts';
import type { DecisionId } from '../core/identifiers.ts';
import { contend } from './contend.ts';
import { inChunks } from './in-chunks.ts';
import type { DecisionLedger } from './ports/decision-ledger.ts';
import type { Receipt } from './ports/statistics-store.ts';

const CONCURRENCY = 16;

/**
 * Writes into the decisions what the receipts say was credited or taken out. Idempotent, and never moves a decision
 * back: a state that knows of an equal or later credit is left alone, and so is one whose credit was taken out, and a
 * decision that is gone.
 * @param known states read earlier, to spare a read; a stale one only costs a retry.
 */
export async function settle(
  ledger: DecisionLedger,
  receipts: readonly Receipt[],
  known?: ReadonlyMap<DecisionId, DecisionState>,
): Promise<void> {
  const states = new Map<DecisionId, DecisionState>(known);
  const unread = receipts.map(({ decisionId }) => decisionId).filter((id) => !states.has(id));
  if (unread.length > 0)
    for (const state of await ledger.getStates(unread)) states.set(state.decisionId, state);
  await inChunks(receipts, CONCURRENCY, (receipt) =>
    settleOne(ledger, receipt, states.get(receipt.decisionId)),
  );
}

async function settleOne(
  ledger: DecisionLedger,
  receipt: Receipt,
  first: DecisionState | undefined,
): Promise<void> {
  let state = first;
  await contend('Settling a credit', async () => {
    state ??= await ledger.getState(receipt.decisionId);
    if (state === undefined) return 'done';
    const next = receipt.removed === true ? withoutCredit(state) : withCredit(state, receipt);
    state = undefined;
    return next === undefined ? 'done' : await ledger.replaceState(next);
  });
}

/** The state that knows of the credit; `undefined` when it knew. */
function withCredit(state: DecisionState, { seq, reward }: Receipt): DecisionState | undefined {
  if (state.erasure === 'unlearned' || (state.credited !== undefined && state.credited.seq >= seq))
    return undefined;
  const { dueAt, ...rest } = state;
  const isOwing = state.seq > seq || state.erasure === 'asked';
  return {
    ...rest,
    version: state.version + 1,
    credited: { seq, reward },
    ...(isOwing && dueAt !== undefined ? { dueAt } : {}),
  };
}

/** The state that knows that the model holds nothing of it any more; `undefined` when it knew. */
function withoutCredit(state: DecisionState): DecisionState | undefined {
  if (state.erasure !== 'asked') return undefined;
  const { dueAt: _owed, credited: _takenOut, ...rest } = state;
  return { ...rest, version: state.version + 1, erasure: 'unlearned' };
}
