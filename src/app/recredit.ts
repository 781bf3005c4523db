import type { DecisionState } from '../core/decision/decision-state.ts';
import type { DecisionId } from '../core/identifiers.ts';
import { rewardOf } from '../core/reward/reward-of.ts';
import { type Instant, plusMs } from '../core/time/instant.ts';
import { contend } from './contend.ts';
import type { Dependencies } from './dependencies.ts';
import { inChunks } from './in-chunks.ts';
import { REMIND_AFTER_MS } from './mature.ts';
import { owesCorrection, rewardWindowOf } from './record-outcome.ts';

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
 * Gives every decision the reward that its events make under the rule in force: what to do after the rule was changed.
 * A reward that differs gets the next `seq`, and a credited decision asks for its correction, which `learn` folds as the
 * exact difference.
 * @remarks Safe to repeat and to break off at any point: what was done is found done, and a correction whose message was
 * lost is asked for again by `mature`.
 */
export function makeRecredit(deps: Pick<Dependencies, 'configuration' | 'ledger' | 'credits'>): Recredit {
  const { configuration, ledger, credits } = deps;

  return async function recredit(now, { dryRun = false, onProgress = () => {} } = {}) {
    const report = { decisions: 0, changed: 0, corrections: 0 };
    for await (const ids of batchesOfIds()) {
      const states = (await ledger.getStates(ids)).filter(
        ({ dispatch, erasure }) => dispatch !== 'void' && erasure === undefined,
      );
      const differing = states.filter((state) => rewardNow(state) !== state.reward);
      const changed = dryRun
        ? differing
        : await inChunks(differing, CONCURRENCY, (state) => change(state, now));
      const owing = changed.filter((state) =>
        dryRun ? state.credited !== undefined : owesCorrection(state),
      );
      if (!dryRun) await credits.send(owing.map(({ decisionId }) => ({ decisionId })));
      report.decisions += states.length;
      report.changed += differing.length;
      report.corrections += owing.length;
      onProgress(report.decisions);
    }
    return report;
  };

  function rewardNow(state: DecisionState): number {
    return rewardOf(configuration.reward, state.events, rewardWindowOf(state));
  }

  /** The state with its new reward; as it was found when another writer gave it that reward first. */
  async function change(first: DecisionState, now: Instant): Promise<DecisionState> {
    let held: DecisionState | undefined = first;
    return await contend('Changing a reward', async () => {
      const state = held ?? (await ledger.getState(first.decisionId)) ?? first;
      held = undefined;
      const reward = rewardNow(state);
      if (state.dispatch === 'void' || state.erasure !== undefined || reward === state.reward) return state;
      const next: DecisionState = { ...state, version: state.version + 1, reward, seq: state.seq + 1 };
      const stored = owesCorrection(next) ? { ...next, dueAt: plusMs(now, REMIND_AFTER_MS) } : next;
      return (await ledger.replaceState(stored)) === 'moved' ? 'moved' : stored;
    });
  }

  async function* batchesOfIds(): AsyncIterable<readonly DecisionId[]> {
    let ids: DecisionId[] = [];
    for await (const { decisionId, verdict, model } of ledger.allRecords()) {
      if (verdict.status === 'withheld' || model !== configuration.model) continue;
      ids.push(decisionId);
      if (ids.length < BATCH) continue;
      yield ids;
      ids = [];
    }
    if (ids.length > 0) yield ids;
  }
}
