import type { Configuration } from '../core/configuration.ts';
import type { Selected, Shadow } from '../core/decision/decision-record.ts';
import type { DecisionState } from '../core/decision/decision-state.ts';
import { type ConfidenceInterval, normalInterval } from '../core/evaluation/confidence-interval.ts';
import { ips } from '../core/evaluation/ips.ts';
import { importanceWeight, type LoggedExample } from '../core/evaluation/logged-example.ts';
import { type MomentsState, moments } from '../core/evaluation/moments.ts';
import { snips } from '../core/evaluation/snips.ts';
import { type WeightDiagnostics, weightDiagnostics } from '../core/evaluation/weight-diagnostics.ts';
import type { ActionId, DecisionId } from '../core/identifiers.ts';
import type { StrategyName } from '../core/policy/strategy.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Dependencies } from './dependencies.ts';

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

export interface Estimate extends ConfidenceInterval {
  readonly count: number;
  readonly mean: number;
}

/** Values are rewards after cost, per decision, of the decisions whose reward window has closed. */
export interface OffPolicyReport {
  readonly diagnostics: WeightDiagnostics;
  readonly matured: number;
  /** What the rules earned. */
  readonly rules: Estimate;
  /** Why nothing can be said of the strategy; absent when it can. */
  readonly obstacle?: string;
  /** What the strategy would have earned: unbiased, from the exact propensities of both. */
  readonly ips?: Estimate;
  /** The same, self-normalised: within the range of the rewards, a little biased. */
  readonly snips?: Estimate;
  /** By how much more than the rules: the mean of (w − 1)·r, which varies less than the difference of the two. */
  readonly gain?: Estimate;
}

export type ReportShadow = (now: Instant, onProgress?: (decisions: number) => void) => Promise<ShadowReport>;

/** Fewer rows of its own log than these are worth no estimate. */
const LEAST_EFFECTIVE = 100;
/** So many standard errors from 1 the mean weight is by chance once in 370 honest logs. */
const MOST_ERRORS = 3;
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
    const sums = emptySums();
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
        sums.propensity = moments.add(sums.propensity, shadow.propensity);
        sums.expectedGain = moments.add(sums.expectedGain, shadow.expected - shadow.expectedOfRules);
        const reward = maturedReward(states.get(id), now);
        if (reward !== undefined) addOutcome(sums, verdict, shadow, reward - costOf(verdict));
      }
      onProgress(tally.decisions);
    }
    const propensity = moments.value(sums.propensity);
    const expectedGain = estimateOf(sums.expectedGain);
    const offPolicy = offPolicyReport(sums);
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
      if (verdict.strategy !== 'fixed-rules') continue;
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

function emptySums() {
  return {
    propensity: moments.empty,
    expectedGain: moments.empty,
    rules: moments.empty,
    gain: moments.empty,
    weight: moments.empty,
    ips: ips.empty,
    snips: snips.empty,
    diagnostics: weightDiagnostics.empty,
  };
}

function addOutcome(
  sums: ReturnType<typeof emptySums>,
  verdict: Selected,
  shadow: Shadow,
  reward: number,
): void {
  const example: LoggedExample = { reward, logged: verdict.propensity, target: shadow.propensity };
  const weight = importanceWeight(example);
  sums.rules = moments.add(sums.rules, reward);
  sums.gain = moments.add(sums.gain, (weight - 1) * reward);
  sums.weight = moments.add(sums.weight, weight);
  sums.ips = ips.add(sums.ips, example);
  sums.snips = snips.add(sums.snips, example);
  sums.diagnostics = weightDiagnostics.add(sums.diagnostics, example);
}

/** The reward of a contact that went out and whose window has closed. */
function maturedReward(state: DecisionState | undefined, now: Instant): number | undefined {
  if (state === undefined || state.dispatch === 'void' || state.rewardWindowEndsAt === undefined)
    return undefined;
  return state.rewardWindowEndsAt <= now ? state.reward : undefined;
}

function offPolicyReport(sums: ReturnType<typeof emptySums>): OffPolicyReport | undefined {
  const rules = estimateOf(sums.rules);
  const diagnostics = weightDiagnostics.value(sums.diagnostics);
  if (rules === undefined || diagnostics === undefined) return undefined;
  const base = { matured: rules.count, diagnostics, rules };
  const obstacle = obstacleTo(diagnostics, sums.weight);
  const values = { ips: estimateOf(sums.ips), gain: estimateOf(sums.gain), own: snips.value(sums.snips) };
  if (
    obstacle !== undefined ||
    values.ips === undefined ||
    values.gain === undefined ||
    values.own === undefined
  ) {
    return { ...base, ...(obstacle === undefined ? {} : { obstacle }) };
  }
  const { mean, standardError } = values.own;
  const variance = standardError * standardError * rules.count;
  const interval = normalInterval({ count: rules.count, mean, variance });
  return { ...base, ips: values.ips, gain: values.gain, snips: { count: rules.count, mean, ...interval } };
}

/** Why the outcomes of the rules say too little about the strategy. */
function obstacleTo({ effectiveSampleSize }: WeightDiagnostics, weights: MomentsState): string | undefined {
  if (effectiveSampleSize < LEAST_EFFECTIVE) {
    return (
      `not enough overlap: what the rules did is worth ${Math.floor(effectiveSampleSize)} decisions of the strategy, ` +
      `and from ${LEAST_EFFECTIVE} on it is valued; wait, or let the rules explore more (fallback.epsilon)`
    );
  }
  const weight = moments.value(weights);
  if (
    weight !== undefined &&
    Math.abs(weight.mean - 1) > MOST_ERRORS * Math.sqrt(weight.variance / weight.count)
  ) {
    return (
      `not enough overlap: importance weights have the mean ${weight.mean.toFixed(3)} where it has to be 1; ` +
      'the strategy wants what the rules hardly ever do'
    );
  }
  return undefined;
}

function estimateOf(state: MomentsState): Estimate | undefined {
  const value = moments.value(state);
  return value === undefined ? undefined : { count: value.count, mean: value.mean, ...normalInterval(value) };
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
