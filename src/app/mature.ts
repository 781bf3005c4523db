import type { DecisionState } from '../core/decision/decision-state.ts';
import { owesCorrection } from '../core/decision/reward-of-state.ts';
import { AppError, ConflictError } from '../core/errors.ts';
import { type Instant, plusMs } from '../core/time/instant.ts';
import { makeAttribution } from './attribution.ts';
import type { Dependencies } from './dependencies.ts';
import { makeDispatch } from './dispatch.ts';
import { inChunks } from './in-chunks.ts';
import { logMessageOf } from './log-part.ts';
import { REMIND_AFTER_MS } from './reminder.ts';

const CONCURRENCY = 16;

export interface MatureReport {
  /** Decisions whose credit was asked for. */
  readonly requested: number;
  /** Decisions that nobody confirmed within their send window. */
  readonly voided: number;
  /** Whether there may be more than the limit allowed. */
  readonly more: boolean;
}

export type Mature = (now: Instant, options?: { readonly limit?: number }) => Promise<MatureReport>;

/**
 * Looks at every decision that is due: unconfirmed ones become void, the rest ask for their credit, or for their row in
 * the log where the model knows their reward. Each is first
 * moved on by {@link REMIND_AFTER_MS}, so that two runs don't ask twice and a lost message is found again; then what
 * its borrower's events make of it is worked out once more, whoever should have done so before.
 */
export function makeMature(
  deps: Pick<
    Dependencies,
    'configuration' | 'ledger' | 'accountEvents' | 'profiles' | 'capacity' | 'credits' | 'log' | 'telemetry'
  >,
): Mature {
  const { ledger, credits, log, telemetry } = deps;
  const dispatch = makeDispatch(deps);
  const attribution = makeAttribution(deps);

  return async function mature(now, { limit = 1000 } = {}) {
    const ids = await ledger.due(now, limit);
    const states = await ledger.getStates(ids);
    const outcomes = await inChunks(states, CONCURRENCY, (state) => look(state, now));
    const requested = states.filter((_, index) => outcomes[index] === 'requested');
    await credits.send(requested.map(({ decisionId }) => ({ decisionId })));
    telemetry.count('CreditsRequested', requested.length);
    return {
      requested: requested.length,
      voided: outcomes.filter((outcome) => outcome === 'voided').length,
      more: ids.length === limit,
    };
  };

  async function look(state: DecisionState, now: Instant): Promise<'requested' | 'voided' | 'left'> {
    if (state.dueAt === undefined || state.dueAt > now) return 'left';
    if (state.erasure === undefined && state.dispatch === 'pending') {
      if (state.windowEndsAt === undefined || state.windowEndsAt > now) return 'left';
      return await giveUp(state, now);
    }
    const next: DecisionState = { ...state, version: state.version + 1, dueAt: plusMs(now, REMIND_AFTER_MS) };
    if ((await ledger.replaceState(next)) === 'moved') return 'left';
    if (next.erasure !== undefined) return 'requested';
    if (!(await attributed(next, now))) return 'left';
    const isCredited = next.credited !== undefined && !owesCorrection(next);
    if (next.dispatch !== 'void' && !isCredited) return 'requested';
    if (isCredited) await log.send([logMessageOf(next)]);
    const { dueAt: _done, ...rest } = next;
    await ledger.replaceState({ ...rest, version: next.version + 1 });
    return 'left';
  }

  /** Whether it went well; a borrower whose events can't be attributed keeps nobody else waiting. */
  async function attributed(state: DecisionState, now: Instant): Promise<boolean> {
    try {
      const touched = await attribution.aroundDecision(state, now);
      const corrected = touched.filter(
        (each) => each.decisionId !== state.decisionId && owesCorrection(each),
      );
      if (corrected.length > 0) await credits.send(corrected.map(({ decisionId }) => ({ decisionId })));
      return true;
    } catch (error) {
      telemetry.warn('Events could not be attributed; tried again later', {
        decisionId: state.decisionId,
        code: error instanceof AppError ? error.code : 'internal',
      });
      return false;
    }
  }

  async function giveUp(state: DecisionState, now: Instant): Promise<'voided' | 'left'> {
    try {
      await dispatch.void(state.decisionId, 'not confirmed within its send window', now);
      return 'voided';
    } catch (error) {
      if (error instanceof ConflictError) return 'left';
      throw error;
    }
  }
}
