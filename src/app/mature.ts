import type { DecisionState } from '../core/decision/decision-state.ts';
import { ConflictError } from '../core/errors.ts';
import { type Instant, MINUTE_MS, plusMs } from '../core/time/instant.ts';
import type { Dependencies } from './dependencies.ts';
import { makeDispatch } from './dispatch.ts';
import { inChunks } from './in-chunks.ts';

/** After so long without a credit, a decision asks for it again: its message may have been lost. */
export const REMIND_AFTER_MS = 15 * MINUTE_MS;

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
 * Looks at every decision that is due: unconfirmed ones become void, the rest ask for their credit. Each is first
 * moved on by {@link REMIND_AFTER_MS}, so that two runs don't ask twice and a lost message is found again.
 */
export function makeMature(
  deps: Pick<Dependencies, 'configuration' | 'ledger' | 'profiles' | 'capacity' | 'credits' | 'telemetry'>,
): Mature {
  const { ledger, credits, telemetry } = deps;
  const dispatch = makeDispatch(deps);

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
      return await giveUp(state);
    }
    const next: DecisionState = { ...state, version: state.version + 1, dueAt: plusMs(now, REMIND_AFTER_MS) };
    return (await ledger.replaceState(next)) === 'stored' ? 'requested' : 'left';
  }

  async function giveUp(state: DecisionState): Promise<'voided' | 'left'> {
    try {
      await dispatch.void(state.decisionId, 'not confirmed within its send window');
      return 'voided';
    } catch (error) {
      if (error instanceof ConflictError) return 'left';
      throw error;
    }
  }
}
