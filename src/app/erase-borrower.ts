import type { DecisionRecord } from '../core/decision/decision-record.ts';
import type { DecisionState } from '../core/decision/decision-state.ts';
import { AppError, ConflictError, InvalidInputError, NotFoundError } from '../core/errors.ts';
import type { BorrowerId, DecisionId } from '../core/identifiers.ts';
import { type Instant, instant, plusMs } from '../core/time/instant.ts';
import { contend } from './contend.ts';
import { ensureState } from './decision-states.ts';
import type { Dependencies } from './dependencies.ts';
import { makeDispatch } from './dispatch.ts';
import { forgetExposures } from './forget-exposures.ts';
import { forgetParked } from './forget-parked.ts';
import { inChunks } from './in-chunks.ts';
import { logMessageOf } from './log-part.ts';
import type { Erasure, OpenErasure } from './ports/erasure-book.ts';
import type { LogMessage } from './ports/messages.ts';
import { REMIND_AFTER_MS } from './reminder.ts';

export interface EraseBorrower {
  /** Writes down that the borrower is to be erased, and ends contact at once; the one under way if there is one. */
  request(borrower: BorrowerId, now: Instant): Promise<Erasure>;
  /** Goes on with every erasure that is not complete; how many are still not. */
  advanceAll(now: Instant): Promise<number>;
  /** @throws {NotFoundError} `erasure-unknown` */
  get(id: string): Promise<Erasure>;
}

type EraseDependencies = Pick<
  Dependencies,
  | 'configuration'
  | 'ledger'
  | 'accountEvents'
  | 'featureRecords'
  | 'profiles'
  | 'capacity'
  | 'credits'
  | 'log'
  | 'erasures'
  | 'exposures'
  | 'policyBooks'
  | 'parking'
  | 'telemetry'
  | 'newToken'
>;

const SINCE_EVER = instant(0);
/** Decisions that one look takes up. */
const AT_ONCE = 200;
const CONCURRENCY = 16;

/**
 * Erases everything that is known of a borrower: the contact profile, every decision with its events and its row in the
 * matured log, what guardrails counted, what is parked of them; and takes each credit out of the statistics by the exact difference, so that they equal those of a history
 * without the borrower, byte for byte (docs/protocols/receipts.md).
 * @remarks Work is resumed by the schedule until a receipt without personal data is left. Each step can be broken off
 * and repeated: the profile goes first, so nothing new is decided; a decision is written down as pending before
 * anything of it is deleted; it is deleted only after `learn` has settled that the model holds nothing of it; and it stays
 * pending until the log was asked to drop its row. Asked after the deletion, or a slow writer of the log could bring the
 * row back behind the one who found nothing to drop. An
 * erasure is complete when two looks one after the other find nothing more.
 */
export function makeEraseBorrower(deps: EraseDependencies): EraseBorrower {
  const { ledger, accountEvents, featureRecords, profiles, credits, log, erasures, telemetry } = deps;
  const dispatch = makeDispatch(deps);

  return { request, advanceAll, get };

  async function request(borrower: BorrowerId, now: Instant): Promise<Erasure> {
    const underWay = (await erasures.listOpen()).find(({ open }) => open?.borrowerId === borrower);
    if (underWay !== undefined) return underWay;
    const erasure: Erasure = {
      id: `e_${deps.newToken()}`,
      requestedAt: now,
      decisions: 0,
      open: { borrowerId: borrower, pending: [], quiet: false },
      version: 1,
    };
    await erasures.put(erasure);
    await profiles.remove(borrower);
    return erasure;
  }

  async function advanceAll(now: Instant): Promise<number> {
    let left = 0;
    for (const erasure of await erasures.listOpen()) {
      const { open } = await advance(erasure, now);
      if (open !== undefined) left += 1;
    }
    return left;
  }

  async function get(id: string): Promise<Erasure> {
    const erasure = await erasures.get(id);
    if (erasure === undefined) {
      throw new NotFoundError(
        'erasure-unknown',
        `There is no erasure ${id}; use the erasureId that DELETE /v1/borrowers/{id} answered.`,
      );
    }
    return erasure;
  }

  /** One look: takes up what is found, and finishes what is ready. */
  async function advance(erasure: Erasure, now: Instant): Promise<Erasure> {
    const { open } = erasure;
    if (open === undefined) return erasure;
    await profiles.remove(open.borrowerId);
    await accountEvents.remove(open.borrowerId);
    await featureRecords.remove(open.borrowerId);
    await forgetExposures(deps, open.borrowerId);
    const found = await ledger.decisionsOf(open.borrowerId, SINCE_EVER, AT_ONCE);
    const pending = [...open.pending, ...(await notYetIn(open.pending, found))];
    const listed =
      pending.length > open.pending.length
        ? await store(erasure, { ...open, pending, quiet: false })
        : erasure;
    if (listed.open === undefined || listed.open.pending.length < pending.length) return listed;

    const unlearned = await inChunks(pending, CONCURRENCY, ({ decisionId }) => isUnlearned(decisionId, now));
    const ready = pending.filter((_, place) => unlearned[place]);
    const waiting = pending.filter((_, place) => !unlearned[place]);
    await credits.send(waiting.map(({ decisionId }) => ({ decisionId })));
    // The whole lot is read for it: not while nothing can be finished anyway.
    if (ready.length > 0 || waiting.length === 0) {
      const decisions = new Set(pending.map(({ decisionId }) => decisionId));
      await forgetParked(deps, { borrower: open.borrowerId, decisions });
    }
    await inChunks(ready, CONCURRENCY, async ({ decisionId }) => ledger.erase(decisionId));
    await log.send(ready);
    if (pending.length > 0) {
      return await store(listed, { ...open, pending: waiting, quiet: false }, ready.length);
    }
    if (!open.quiet) return await store(listed, { ...open, pending: [], quiet: true });
    return await complete(listed, now);
  }

  /**
   * Decisions that this erasure does not know of yet.
   * @remarks One whose record is gone is still pending where it was erased; the index only lags.
   */
  async function notYetIn(
    pending: readonly LogMessage[],
    found: readonly DecisionId[],
  ): Promise<readonly LogMessage[]> {
    const known = new Set(pending.map(({ decisionId }) => decisionId));
    const records = await ledger.getRecords(found.filter((id) => !known.has(id)));
    return records.map(logMessageOf);
  }

  /** Whether nothing of the decision is in the model, nor can come into it; where it may be, it is marked for removal. */
  async function isUnlearned(id: DecisionId, now: Instant): Promise<boolean> {
    const record = await ledger.getRecord(id);
    // Without a record only the deletion of the state may have been broken off.
    if (record === undefined || record.verdict.status === 'withheld') return true;
    await giveUp(record, now);
    const state = await contend('Erasing a decision', () => askRemoval(record, now));
    return state === undefined || state.erasure === 'unlearned';
  }

  async function askRemoval(
    record: DecisionRecord,
    now: Instant,
  ): Promise<DecisionState | undefined | 'moved'> {
    const state = (await ledger.getState(record.decisionId)) ?? (await ensureState(deps, record));
    if (state === undefined || state.erasure !== undefined) return state;
    const next: DecisionState = {
      ...state,
      version: state.version + 1,
      erasure: 'asked',
      dueAt: plusMs(now, REMIND_AFTER_MS),
    };
    return (await ledger.replaceState(next)) === 'moved' ? 'moved' : next;
  }

  /** Voids a contact that was not made yet, so that its room is free again; one that was stays as it is. */
  async function giveUp({ decisionId, requireConfirm }: DecisionRecord, now: Instant): Promise<void> {
    if (!requireConfirm) return;
    const state = await ledger.getState(decisionId);
    if (state?.dispatch !== 'pending' || state.erasure !== undefined) return;
    try {
      await dispatch.void(decisionId, 'the borrower is erased', now);
    } catch (error) {
      const settledMeanwhile = error instanceof ConflictError || error instanceof InvalidInputError;
      if (!(error instanceof AppError && settledMeanwhile)) throw error;
    }
  }

  async function complete(erasure: Erasure, now: Instant): Promise<Erasure> {
    const { open: _done, ...rest } = erasure;
    const receipt: Erasure = { ...rest, completedAt: now, version: erasure.version + 1 };
    if ((await erasures.put(receipt)) === 'moved') return (await erasures.get(erasure.id)) ?? receipt;
    telemetry.count('BorrowersErased');
    return receipt;
  }

  /** What is stored afterwards: the next version, or what another run made of it meanwhile. */
  async function store(erasure: Erasure, open: OpenErasure, erased = 0): Promise<Erasure> {
    const next: Erasure = {
      ...erasure,
      open,
      decisions: erasure.decisions + erased,
      version: erasure.version + 1,
    };
    return (await erasures.put(next)) === 'stored' ? next : ((await erasures.get(erasure.id)) ?? erasure);
  }
}
