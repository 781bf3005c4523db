import * as z from 'zod';
import type { DecisionRecord, Selected, Shadow } from '../core/decision/decision-record.ts';
import type { DecisionState } from '../core/decision/decision-state.ts';
import { STRATEGY_NAMES } from '../core/policy/strategy.ts';
import type { BlockedAction } from '../core/rules/candidate.ts';
import { formatInstant } from '../core/time/instant.ts';
import { contextSources, contextSourcesSchema } from './context-sources.ts';
import { dutySchema, dutyView } from './ruling-view.ts';

const blockedSchema = z.array(
  z.strictObject({ action: z.string(), rules: z.array(z.string()), reasons: z.array(z.string()) }),
);

const windowSchema = z.strictObject({
  id: z.string(),
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  timeZone: z.string(),
});

const experimentSchema = z.strictObject({ id: z.string(), variant: z.string() }).exactOptional().meta({
  description:
    'The experiment, or holdout, whose variant it was decided for; absent outside of any. `GET` on the decision lists all that it took part in.',
});

export const selectedShape = {
  decisionId: z.string(),
  status: z.literal('selected'),
  action: z
    .strictObject({
      id: z.string().meta({ description: '`<channel>@<window>`, or `no-contact`.' }),
      channel: z.string().exactOptional(),
      window: windowSchema
        .exactOptional()
        .meta({ description: 'When contact is lawful, as instants; `end` is exclusive.' }),
      points: z.array(z.string()).exactOptional().meta({
        description:
          'Ids of the numbers or addresses of the contact profile that may be used, and no other; absent when it lists none.',
      }),
    })
    .meta({ description: 'What to do. `no-contact` has neither channel nor window.' }),
  propensity: z
    .number()
    .gt(0)
    .lte(1)
    .meta({ description: 'The exact probability with which this action was drawn.' }),
  requireConfirm: z.boolean(),
  forced: dutySchema.exactOptional().meta({
    description:
      'The law demanded this contact: nothing else could be chosen, and nothing is learned from it.',
  }),
  policy: z.strictObject({
    strategy: z.enum(STRATEGY_NAMES),
    snapshot: z
      .string()
      .exactOptional()
      .meta({ description: 'The model, by content; absent when none was used.' }),
    exploration: z.boolean().meta({ description: 'Drawn to learn: another eligible action looked better.' }),
    fallback: z.boolean().meta({ description: 'No model could be used; the approved fixed rules decided.' }),
    shadow: z
      .strictObject({ strategy: z.enum(STRATEGY_NAMES), snapshot: z.string(), action: z.string() })
      .exactOptional()
      .meta({ description: 'What the strategy in the shadow of the fixed rules would have preferred.' }),
  }),
  experiment: experimentSchema,
  explanation: z.strictObject({
    because: z.array(z.string()),
    contributions: z.array(z.strictObject({ feature: z.string(), contribution: z.number() })),
    mean: z.number().meta({ description: 'Expected reward before cost.' }),
    parts: z
      .strictObject({
        base: z.number(),
        channel: z.number(),
        day: z.number(),
        slot: z.number(),
        residual: z.number(),
      })
      .exactOptional()
      .meta({
        description:
          'The expected reward by what is shared: with all actions, the channel, the days, the time of day; and its own rest.',
      }),
    uncertainty: z.number(),
    bonus: z.number().meta({ description: 'What uncertainty added to the score with which it wins.' }),
    cost: z.number(),
    price: z.number().meta({ description: "What the channel's scarce capacity is worth." }),
    floorShare: z
      .number()
      .meta({ description: 'Share of the propensity that comes from the exploration floor.' }),
    greedy: z.string().meta({ description: 'The eligible action with the best expectation.' }),
    learnedFrom: z.number().nonnegative().meta({
      description: 'Outcomes that the action had been learned from; old ones count less with a half-life.',
    }),
    blocked: blockedSchema,
    sources: contextSourcesSchema.exactOptional(),
  }),
  rewardWindowEndsAt: z.iso.datetime().exactOptional().meta({
    description:
      'Outcomes count until then. A decision that needs confirming gets its window from `confirm`.',
  }),
};

export const withheldShape = {
  decisionId: z.string(),
  status: z.literal('withheld'),
  experiment: experimentSchema,
  explanation: z.strictObject({
    because: z.array(z.string()),
    blocked: blockedSchema,
    sources: contextSourcesSchema.exactOptional(),
  }),
};

const selectedSchema = z.strictObject(selectedShape).meta({ id: 'SelectedDecision' });
const withheldSchema = z.strictObject(withheldShape).meta({ id: 'WithheldDecision' });

/** The answer to `POST /v1/decisions`. */
export const decisionResponseSchema = z.discriminatedUnion('status', [selectedSchema, withheldSchema]).meta({
  id: 'DecisionResponse',
  description: 'An action, or `withheld` when nothing is lawful; both are decisions and both are kept.',
});

export type DecisionResponse = z.output<typeof decisionResponseSchema>;

/**
 * What a caller is told of a decision: the same at the first answer and at every repetition of it, so it holds
 * nothing that a later confirmation or outcome changes.
 */
export function decisionResponse(record: DecisionRecord, state: DecisionState | undefined): DecisionResponse {
  const { decisionId, verdict } = record;
  const blocked = record.blocked.map(blockedResponse);
  const sources = contextSources(record.sources);
  const experiment = decidingExperiment(record);
  if (verdict.status === 'withheld') {
    return {
      decisionId,
      status: 'withheld',
      ...experiment,
      explanation: { because: [...verdict.because], blocked, ...sources },
    };
  }
  const { greedy, exploration, ...explanation } = verdict.explanation;
  return {
    decisionId,
    status: 'selected',
    action: actionResponse(verdict),
    propensity: verdict.propensity,
    requireConfirm: record.requireConfirm,
    ...(verdict.forced === undefined ? {} : { forced: dutyView(verdict.forced) }),
    policy: {
      strategy: verdict.strategy,
      ...(verdict.snapshot === undefined ? {} : { snapshot: verdict.snapshot }),
      exploration,
      fallback: verdict.fallback,
      ...(verdict.shadow === undefined ? {} : { shadow: shadowOf(verdict.shadow) }),
    },
    ...experiment,
    explanation: {
      because: [...explanation.because],
      contributions: explanation.contributions.map(({ feature, contribution }) => ({
        feature,
        contribution,
      })),
      mean: explanation.mean,
      ...(explanation.parts === undefined ? {} : { parts: explanation.parts }),
      uncertainty: explanation.uncertainty,
      bonus: explanation.bonus,
      cost: explanation.cost,
      price: explanation.price,
      floorShare: explanation.floorShare,
      greedy,
      learnedFrom: explanation.learnedFrom,
      blocked,
      ...sources,
    },
    ...(record.requireConfirm && verdict.contact !== undefined ? {} : rewardWindowEnd(state)),
  };
}

function decidingExperiment({ assignments = [] }: DecisionRecord) {
  const deciding = assignments.find(({ decides }) => decides === true) ?? assignments[0];
  return deciding === undefined ? {} : { experiment: { id: deciding.experiment, variant: deciding.variant } };
}

export function rewardWindowEnd(state: DecisionState | undefined): { rewardWindowEndsAt?: string } {
  return state?.rewardWindowEndsAt === undefined
    ? {}
    : { rewardWindowEndsAt: formatInstant(state.rewardWindowEndsAt) };
}

function shadowOf({ strategy, snapshot, action }: Shadow) {
  return { strategy, snapshot, action };
}

function actionResponse({ action, contact }: Selected) {
  if (contact === undefined) return { id: action };
  const { id, interval, timeZone } = contact.window;
  return {
    id: action,
    channel: contact.channel,
    window: { id, start: formatInstant(interval.start), end: formatInstant(interval.end), timeZone },
    ...(contact.points === undefined ? {} : { points: [...contact.points] }),
  };
}

function blockedResponse({ action, hits }: BlockedAction) {
  return { action, rules: hits.map(({ rule }) => rule), reasons: hits.map(({ reason }) => reason) };
}
