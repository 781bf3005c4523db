import type { Configuration } from '../../src/core/configuration.ts';
import type { DecisionRecord, Duty } from '../../src/core/decision/decision-record.ts';
import type { RuledFacts, Ruling } from '../../src/core/decision/ruling.ts';
import { ruledFactLines } from '../../src/core/explain/ruled-facts-lines.ts';
import { WHOLE } from '../../src/core/policy/distribution.ts';
import type { ContactQuestion } from '../../src/core/rules/contact-question.ts';
import { DAY_MS, type Instant } from '../../src/core/time/instant.ts';
import { hitTeller, type ToldHit } from './tell-hit.ts';

/** Why a decision might or might not do what, from its record alone. */
export interface RulingExplanation {
  readonly decisionId: string;
  readonly decidedAt: Instant;
  readonly purpose: string;
  readonly status: 'selected' | 'withheld';
  readonly action?: string;
  readonly propensity?: number;
  /** The duty that left this action alone. */
  readonly forced?: Duty;
  readonly unmet: readonly Duty[];
  readonly because: readonly string[];
  /** Every action: with its probability when the rules left it, else with all that forbade it. */
  readonly actions: readonly ExplainedAction[];
  readonly question?: ContactQuestion;
  readonly ruleSet?: string;
  /** Whether these rules are in force now; absent when the record names none. */
  readonly ruleSetInForce?: boolean;
  readonly facts?: RuledFacts;
  readonly ages: readonly FactAge[];
}

export interface ExplainedAction {
  readonly action: string;
  readonly allowed: boolean;
  readonly propensity?: number;
  readonly blockedBy: readonly ToldHit[];
}

export interface FactAge {
  readonly fact: string;
  readonly value: string;
  /** Absent where the file does not say since when. */
  readonly since?: Instant;
  /** Days before the decision, to a tenth. */
  readonly days?: number;
}

/** @param inForce The rule set of the configuration that runs now. */
export function explainRuling(
  record: DecisionRecord,
  configuration: Pick<Configuration, 'rules'>,
  inForce: string,
): RulingExplanation {
  const { decisionId, decidedAt, purpose, verdict, ruling, unmet = [] } = record;
  const tell = hitTeller(configuration);
  const blocked = record.blocked.map(({ action, hits }) => ({
    action,
    allowed: false,
    blockedBy: hits.map(tell),
  }));
  const same = { decisionId, decidedAt, purpose, unmet, ages: agesOf(ruling, decidedAt) };
  const grounds =
    ruling === undefined
      ? {}
      : {
          question: ruling.question,
          ruleSet: ruling.ruleSet,
          ruleSetInForce: ruling.ruleSet === inForce,
          facts: ruling.facts,
        };
  if (verdict.status === 'withheld') {
    return { ...same, ...grounds, status: verdict.status, because: verdict.because, actions: blocked };
  }
  const { actions, weights } = verdict.distribution;
  const allowed = actions.map((action, place) => ({
    action,
    allowed: true,
    propensity: (weights[place] ?? 0) / WHOLE,
    blockedBy: [],
  }));
  return {
    ...same,
    ...grounds,
    status: verdict.status,
    action: verdict.action,
    propensity: verdict.propensity,
    ...(verdict.forced === undefined ? {} : { forced: verdict.forced }),
    because: verdict.explanation.because,
    actions: [...allowed, ...blocked],
  };
}

function agesOf(ruling: Ruling | undefined, decidedAt: Instant): readonly FactAge[] {
  if (ruling === undefined) return [];
  return ruledFactLines(ruling).map(({ fact, value, since }) => ({
    fact,
    value,
    ...(since === undefined ? {} : { since, days: Math.round((10 * (decidedAt - since)) / DAY_MS) / 10 }),
  }));
}
