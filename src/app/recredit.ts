import type { DecisionState } from '../core/decision/decision-state.ts';
import { owesCorrection } from '../core/decision/reward-of-state.ts';
import type { DecisionId } from '../core/identifiers.ts';
import { sameAttribution } from '../core/reward/attributed-event.ts';
import type { Instant } from '../core/time/instant.ts';
import { makeAttribution } from './attribution.ts';
import { contend } from './contend.ts';
import type { Dependencies } from './dependencies.ts';
import { inBatches } from './in-batches.ts';
import { inChunks } from './in-chunks.ts';
import { logMessageOf } from './log-part.ts';
import { attributedAnew } from './reward-anew.ts';

export interface RecreditReport {
  /** Decisions that were looked at: all but those withheld or void, of which nothing is learned. */
  readonly decisions: number;
  /** Of them, those whose events make another reward under the rule in force. */
  readonly changed: number;
  /** Of these, those that were credited already and so owe the model the difference. */
  readonly corrections: number;
}

export interface RecreditOptions {
  /** Counts and writes nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (decisions: number) => void;
}

export type Recredit = (now: Instant, options?: RecreditOptions) => Promise<RecreditReport>;

const BATCH = 100;
const CONCURRENCY = 16;

/**
 * Gives every decision the reward that its events, and those attributed to it, make under the rule in force: what to do
 * after the rule was changed. A reward that differs gets the next `seq`, and a credited decision asks for its correction,
 * which `learn` folds as the exact difference.
 * @remarks Safe to repeat and to break off at any point: what was done is found done, and a correction or a row of the
 * log whose message was lost is asked for again by `mature`.
 */
export function makeRecredit(
  deps: Pick<Dependencies, 'configuration' | 'ledger' | 'accountEvents' | 'credits' | 'log'>,
): Recredit {
  const { configuration, ledger, credits, log } = deps;
  const attribution = makeAttribution(deps);

  return async function recredit(now, { dryRun = false, onProgress = () => {} } = {}) {
    const report = { decisions: 0, changed: 0, corrections: 0 };
    for await (const ids of inBatches(learnedIds(), BATCH)) {
      const states = (await ledger.getStates(ids)).filter(
        ({ dispatch, erasure }) => dispatch !== 'void' && erasure === undefined,
      );
      const changes = await inChunks(states, CONCURRENCY, async (state) => {
        const next = await underRule(state, now);
        if (dryRun || isSame(state, next)) return { state, next };
        return { state, next: await change(state, next, now) };
      });
      const changed = changes.filter(({ state, next }) => next.reward !== state.reward);
      const owing = changed.filter(({ next }) => owesCorrection(next)).map(({ next }) => next);
      if (!dryRun) {
        await credits.send(owing.map(({ decisionId }) => ({ decisionId })));
        // Events that are shared otherwise may come to the same reward.
        const rows = changes.filter(({ state, next }) => next.credited !== undefined && !isSame(state, next));
        await log.send(rows.map(({ next }) => logMessageOf(next)));
      }
      report.decisions += states.length;
      report.changed += changed.length;
      report.corrections += owing.length;
      onProgress(report.decisions);
    }
    return report;
  };

  /** The state's successor; reads what is attributed to it after the state was read. */
  async function underRule(state: DecisionState, now: Instant): Promise<DecisionState> {
    const attributed = await attribution.heldBy(state, { reachMs: Number.POSITIVE_INFINITY });
    return attributedAnew(state, attributed, configuration.reward, now);
  }

  /** The state with its new reward; as it was found when another writer gave it that reward first. */
  async function change(first: DecisionState, found: DecisionState, now: Instant): Promise<DecisionState> {
    let [state, next] = [first, found];
    return await contend('Changing a reward', async () => {
      if (state.dispatch === 'void' || state.erasure !== undefined || isSame(state, next)) return state;
      if ((await ledger.replaceState(next)) === 'stored') return next;
      state = (await ledger.getState(state.decisionId)) ?? state;
      next = await underRule(state, now);
      return 'moved';
    });
  }

  function isSame(state: DecisionState, next: DecisionState): boolean {
    return state.reward === next.reward && sameAttribution(state.attributed ?? [], next.attributed ?? []);
  }

  async function* learnedIds(): AsyncIterable<DecisionId> {
    for await (const { decisionId, verdict, model } of ledger.allRecords()) {
      if (verdict.status === 'selected' && model === configuration.model) yield decisionId;
    }
  }
}
