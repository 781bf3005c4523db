import type { Configuration } from '../core/configuration.ts';
import type { Selected, Shadow } from '../core/decision/decision-record.ts';
import type { DecisionState } from '../core/decision/decision-state.ts';
import { moments } from '../core/evaluation/moments.ts';
import type { ActionId, DecisionId } from '../core/identifiers.ts';
import type { StrategyName } from '../core/policy/strategy.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Dependencies } from './dependencies.ts';
import {
  addOutcome,
  type Estimate,
  emptyOutcomes,
  estimateOf,
  type OffPolicyReport,
  offPolicyReport,
} from './off-policy-report.ts';

export interface ShadowReport {
  /** What the configuration says now. */
  readonly mode: Configuration['learning']['mode'];
  /** Decisions made by the fixed rules in place of a strategy. */
  readonly decisions: number;
  /** Of them, those on which a model that had learned something had an opinion. */
  readonly watched: number;
  /** Watched decisions whose strategy is named; usually one. */
  readonly strategies: readonly StrategyName[];
  /** Of the watched, those where the action drawn is the one that the model expects most of, after cost. */
  readonly agreed: number;
  /** Of the watched: the probability, on average, with which the strategy would have drawn the same action. */
  readonly meanPropensity?: number;
  readonly channels: readonly ChannelAgreement[];
  /** Reward after cost that the model expects of the strategy beyond that of the rules, per decision. */
  readonly expectedGain?: Estimate;
  /** What the outcomes say; absent while none is mature. */
  readonly offPolicy?: OffPolicyReport;
}

export interface ChannelAgreement {
  /** `no-contact` for none. */
  readonly channel: string;
  /** Watched decisions that the rules made for it … */
  readonly decisions: number;
  /** … and those of them where the model expects most of the same action. */
  readonly agreed: number;
  /** Watched decisions of which the model expects most on this channel. */
  readonly preferred: number;
}

export type ReportShadow = (now: Instant, onProgress?: (decisions: number) => void) => Promise<ShadowReport>;

const BATCH = 100;

/** Tells, of the decisions made in the shadow of the fixed rules, what the strategy would have made of them. */
export function makeReportShadow({
  configuration,
  ledger,
}: Pick<Dependencies, 'configuration' | 'ledger'>): ReportShadow {
  return async function reportShadow(now, onProgress = () => {}) {
    const tally = { decisions: 0, watched: 0, agreed: 0 };
    const strategies = new Set<StrategyName>();
    const channels = new Map<string, { decisions: number; agreed: number; preferred: number }>();
    const opinions = { propensity: moments.empty, expectedGain: moments.empty };
    const outcomes = emptyOutcomes();
    for await (const batch of watchedDecisions(tally)) {
      const states = new Map<DecisionId, DecisionState>();
      for (const state of await ledger.getStates(batch.map(({ id }) => id)))
        states.set(state.decisionId, state);
      for (const { id, verdict, shadow } of batch) {
        tally.watched += 1;
        strategies.add(shadow.strategy);
        const agrees = shadow.action === verdict.action;
        if (agrees) tally.agreed += 1;
        const made = ofChannel(channels, verdict.action);
        made.decisions += 1;
        if (agrees) made.agreed += 1;
        ofChannel(channels, shadow.action).preferred += 1;
        opinions.propensity = moments.add(opinions.propensity, shadow.propensity);
        opinions.expectedGain = moments.add(opinions.expectedGain, shadow.expected - shadow.expectedOfRules);
        const reward = maturedReward(states.get(id), now);
        if (reward !== undefined) addOutcome(outcomes, verdict, shadow, reward - costOf(verdict));
      }
      onProgress(tally.decisions);
    }
    const propensity = moments.value(opinions.propensity);
    const expectedGain = estimateOf(opinions.expectedGain);
    const offPolicy = offPolicyReport(outcomes);
    return {
      mode: configuration.learning.mode,
      ...tally,
      strategies: [...strategies].sort(),
      ...(propensity === undefined ? {} : { meanPropensity: propensity.mean }),
      channels: [...channels]
        .map(([channel, counts]) => ({ channel, ...counts }))
        .sort((a, b) => b.decisions - a.decisions || (a.channel < b.channel ? -1 : 1)),
      ...(expectedGain === undefined ? {} : { expectedGain }),
      ...(offPolicy === undefined ? {} : { offPolicy }),
    };
  };

  async function* watchedDecisions(tally: { decisions: number }) {
    let batch: { readonly id: DecisionId; readonly verdict: Selected; readonly shadow: Shadow }[] = [];
    for await (const { decisionId: id, verdict, model } of ledger.allRecords()) {
      // Rules that stepped in for a missing model are not the strategy's rivals: they are no choice of anybody's.
      if (model !== configuration.model || verdict.status === 'withheld' || verdict.fallback) continue;
      if (verdict.strategy !== 'fixed-rules' || verdict.forced !== undefined) continue;
      tally.decisions += 1;
      if (verdict.shadow === undefined) continue;
      batch.push({ id, verdict, shadow: verdict.shadow });
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  /** Of one contact on the channel, in reward units. */
  function costOf({ contact }: Selected): number {
    return configuration.channels.find(({ id }) => id === contact?.channel)?.cost ?? 0;
  }
}

/** The reward of a contact that went out and whose window has closed. */
function maturedReward(state: DecisionState | undefined, now: Instant): number | undefined {
  if (state === undefined || state.dispatch === 'void' || state.rewardWindowEndsAt === undefined)
    return undefined;
  return state.rewardWindowEndsAt <= now ? state.reward : undefined;
}

function ofChannel(
  channels: Map<string, { decisions: number; agreed: number; preferred: number }>,
  action: ActionId,
) {
  const [channel = action] = action.split('@');
  const counts = channels.get(channel) ?? { decisions: 0, agreed: 0, preferred: 0 };
  channels.set(channel, counts);
  return counts;
}
