import type { ContextSources, WhyUnused } from '../features/complete-context.ts';
import { LADDER } from '../policy/strategy.ts';
import { formatInstant, type Instant } from '../time/instant.ts';
import type { DecisionRecord, Selected } from './decision-record.ts';
import type { DecisionState, RecordedEvent } from './decision-state.ts';

/** Raised only when a reader of the version before could misread a row; the parts then get a prefix of their own. */
export const MATURED_ROW_SCHEMA = 1;

/**
 * What evaluation needs to know of a decision that was learned from, on one line; the fields are described in
 * src/contracts/matured-row.ts.
 * @remarks Field names below the first level are in small letters, because SQL engines fold their case, and none is a
 * word that SQL keeps for itself.
 */
export interface MaturedRow {
  readonly schema: typeof MATURED_ROW_SCHEMA;
  readonly decisionId: string;
  readonly model: string;
  readonly borrowerId: string;
  readonly accountId: string | null;
  readonly decidedAt: string;
  readonly purpose: string;
  readonly context: Readonly<Record<string, number | string>>;
  readonly sources: {
    readonly taken: readonly { readonly feature: string; readonly observed: string }[];
    readonly unused: readonly {
      readonly feature: string;
      readonly observed: string;
      readonly why: WhyUnused;
    }[];
    readonly unreadable: boolean;
  } | null;
  readonly features: { readonly names: readonly string[]; readonly encoded: readonly number[] };
  readonly mask: {
    readonly eligible: readonly string[];
    readonly blocked: readonly { readonly action: string; readonly rules: readonly string[] }[];
  };
  readonly ruleSet: string | null;
  readonly support: 'several' | 'single';
  readonly distribution: readonly { readonly action: string; readonly weight: number }[];
  readonly action: string;
  readonly channel: string | null;
  readonly sendWindow: {
    readonly id: string;
    readonly opens: string;
    readonly closes: string;
    readonly zone: string;
  } | null;
  readonly propensity: number;
  readonly redraws: number;
  readonly strategy: string;
  readonly snapshot: string | null;
  readonly exploration: boolean;
  readonly fallback: boolean;
  readonly expectedReward: number | null;
  readonly cost: number | null;
  readonly shadow: {
    readonly strategy: string;
    readonly snapshot: string;
    readonly action: string;
    readonly propensity: number;
    readonly expected: number;
    readonly baseline: number;
  } | null;
  readonly variant: string | null;
  readonly assignments: readonly {
    readonly experiment: string;
    readonly version: number;
    readonly role: 'test' | 'holdout';
    readonly variant: string;
    readonly unit: string | null;
    readonly counts: boolean;
  }[];
  readonly training: 'learned' | 'kept-out';
  readonly predicted: number | null;
  readonly dispatch: 'not-required' | 'confirmed';
  readonly sentAt: string | null;
  readonly rewardWindowEndsAt: string | null;
  readonly events: readonly { readonly type: string; readonly at: string }[];
  readonly attributed: readonly { readonly type: string; readonly at: string; readonly share: number }[];
  readonly reward: number;
  readonly maturity: 'matured';
  readonly seq: number;
}

/**
 * The decision's row; `undefined` until it is credited, and for good when it was withheld or is void. A function of
 * record and state alone, keys in a fixed order: the same facts give the same bytes, whenever and by whomever written.
 */
export function maturedRow(record: DecisionRecord, state: DecisionState | undefined): MaturedRow | undefined {
  const { verdict } = record;
  if (verdict.status === 'withheld' || state?.credited === undefined) return undefined;
  const { dispatch } = state;
  if (dispatch === 'void' || dispatch === 'pending') return undefined;
  return {
    schema: MATURED_ROW_SCHEMA,
    decisionId: record.decisionId,
    model: record.model,
    borrowerId: record.borrowerId,
    accountId: record.accountId ?? null,
    decidedAt: formatInstant(record.decidedAt),
    purpose: record.purpose,
    context: inOrder(record.context),
    sources: sourcesOrNull(record.sources),
    features: { names: [...verdict.features.names], encoded: [...verdict.features.values] },
    mask: {
      eligible: [...(verdict.eligible ?? verdict.distribution.actions)],
      blocked: record.blocked.map(({ action, hits }) => ({ action, rules: hits.map(({ rule }) => rule) })),
    },
    ruleSet: record.ruling?.ruleSet ?? null,
    // With one action to choose from the row says nothing of any other.
    support: verdict.distribution.actions.length > 1 ? 'several' : 'single',
    ...chosen(verdict),
    variant: decidingVariant(record),
    assignments: (record.assignments ?? []).map(
      ({ experiment, version, role, variant, unit = null, washout, stopped }) => ({
        experiment,
        version,
        role,
        variant,
        unit,
        counts: washout !== true && stopped !== true,
      }),
    ),
    training: record.keptOut === true ? 'kept-out' : 'learned',
    predicted: verdict.predicted?.value ?? null,
    dispatch,
    sentAt: timeOrNull(state.sentAt),
    rewardWindowEndsAt: timeOrNull(state.rewardWindowEndsAt),
    events: [...state.events]
      .sort(byTime)
      .map(({ type, occurredAt }) => ({ type, at: formatInstant(occurredAt) })),
    attributed: [...(state.attributed ?? [])]
      .sort(byTime)
      .map(({ type, occurredAt, share }) => ({ type, at: formatInstant(occurredAt), share })),
    reward: state.reward,
    maturity: 'matured',
    seq: state.seq,
  };
}

function chosen({ distribution, action, contact, explanation, shadow, ...verdict }: Selected) {
  const askedModel = !verdict.fallback && LADDER[verdict.strategy].learner !== 'none';
  return {
    distribution: distribution.actions.map((each, index) => ({
      action: each,
      weight: distribution.weights[index] ?? 0,
    })),
    action,
    channel: contact?.channel ?? null,
    sendWindow:
      contact === undefined
        ? null
        : {
            id: contact.window.id,
            opens: formatInstant(contact.window.interval.start),
            closes: formatInstant(contact.window.interval.end),
            zone: contact.window.timeZone,
          },
    propensity: verdict.propensity,
    redraws: verdict.redraws ?? 0,
    strategy: verdict.strategy,
    snapshot: verdict.snapshot ?? null,
    exploration: explanation.exploration,
    fallback: verdict.fallback,
    // The record of a choice that asked no model has zeros for what nobody reckoned.
    expectedReward: askedModel ? explanation.mean : null,
    cost: askedModel || contact === undefined ? explanation.cost : (verdict.cost ?? null),
    shadow:
      shadow === undefined
        ? null
        : {
            strategy: shadow.strategy,
            snapshot: shadow.snapshot,
            action: shadow.action,
            propensity: shadow.propensity,
            expected: shadow.expected,
            baseline: shadow.expectedOfRules,
          },
  };
}

/** Of several, the one that is no bystander: its policy was asked. */
function decidingVariant({ assignments = [] }: DecisionRecord): string | null {
  const deciding = assignments.find(({ decides }) => decides === true) ?? assignments[0];
  return deciding === undefined ? null : `${deciding.experiment}/${deciding.variant}`;
}

function sourcesOrNull(sources: ContextSources | undefined): MaturedRow['sources'] {
  if (sources === undefined) return null;
  const { fromRecord, unused, unreadable = false } = sources;
  return {
    taken: Object.entries(inOrder(fromRecord)).map(([feature, observedAt]) => ({
      feature,
      observed: formatInstant(observedAt),
    })),
    unused: Object.entries(inOrder(unused)).map(([feature, { observedAt, why }]) => ({
      feature,
      observed: formatInstant(observedAt),
      why,
    })),
    unreadable,
  };
}

type Heard = Pick<RecordedEvent, 'id' | 'type' | 'occurredAt'>;

/** A set has no order of its own; the order in which its members arrived must not show. */
function byTime(a: Heard, b: Heard): number {
  return a.occurredAt - b.occurredAt || compare(a.type, b.type) || compare(a.id, b.id);
}

function inOrder<Value>(values: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => compare(a, b)));
}

/** By code unit, on every machine the same. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function timeOrNull(at: Instant | undefined): string | null {
  return at === undefined ? null : formatInstant(at);
}
