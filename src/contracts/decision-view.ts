import * as z from 'zod';
import type { Configuration } from '../core/configuration.ts';
import type { DecisionRecord } from '../core/decision/decision-record.ts';
import type { DecisionState } from '../core/decision/decision-state.ts';
import { WHOLE } from '../core/policy/distribution.ts';
import type { RewardRule } from '../core/reward/reward-rule.ts';
import { formatInstant } from '../core/time/instant.ts';
import { decisionResponse, rewardWindowEnd, selectedShape, withheldShape } from './decision-response.ts';
import { rulingSchema, rulingView } from './ruling-view.ts';

const assignmentsSchema = z
  .array(
    z.strictObject({
      experiment: z.string(),
      version: z.int().min(1),
      role: z.enum(['test', 'holdout']),
      variant: z.string(),
      unit: z.string().exactOptional(),
      decides: z.literal(true).exactOptional(),
      washout: z.literal(true).exactOptional(),
      stopped: z.literal(true).exactOptional(),
    }),
  )
  .exactOptional()
  .meta({
    description:
      'The experiments that it took part in. `decides`: its policy was asked; `stopped`: the variant had been stopped, so the ' +
      'control decided; `washout`: made, but not compared.',
  });

/** What was asked: evidence that the answer alone does not hold. */
const askedShape = {
  borrowerId: z.string(),
  accountId: z.string().exactOptional(),
  purpose: z.string(),
  decidedAt: z.iso.datetime(),
  context: z.record(z.string(), z.union([z.number(), z.string()])),
  experiments: assignmentsSchema,
};

const distributionSchema = z.array(z.strictObject({ action: z.string(), propensity: z.number() })).meta({
  description: 'The exact probability of every eligible action; an action that is not listed had none.',
});

const stateSchema = z
  .strictObject({
    dispatch: z.enum(['not-required', 'pending', 'confirmed', 'void']),
    sentAt: z.iso.datetime().exactOptional(),
    voidReason: z.string().exactOptional(),
    rewardWindowEndsAt: z.iso.datetime().exactOptional(),
    events: z.array(z.strictObject({ eventId: z.string(), type: z.string(), occurredAt: z.iso.datetime() })),
    attributed: z
      .strictObject({
        rule: z.enum(['last-touch', 'linear']),
        events: z.array(
          z.strictObject({
            eventId: z.string(),
            type: z.string(),
            occurredAt: z.iso.datetime(),
            share: z
              .number()
              .meta({ description: 'How much of the event counts here: 1, or 1/k of k decisions.' }),
          }),
        ),
      })
      .exactOptional()
      .meta({
        description: "Of the borrower's events that name no decision, those counted as this one's doing.",
      }),
    reward: z.number().meta({ description: 'The reward of the events so far.' }),
    credited: z.strictObject({ reward: z.number(), current: z.boolean() }).exactOptional().meta({
      description: 'The reward that the model has learned from it; `current` when it is the one above.',
    }),
  })
  .meta({ id: 'DecisionState', description: 'What has become of the decision.' });

/** The answer to `GET /v1/decisions/{id}`. */
export const decisionViewSchema = z
  .discriminatedUnion('status', [
    z
      .strictObject({
        ...selectedShape,
        ...askedShape,
        distribution: distributionSchema,
        support: z.enum(['several', 'single']).meta({
          description: 'With a single eligible action the decision says nothing of any other policy.',
        }),
        rules: rulingSchema,
        state: stateSchema.exactOptional(),
      })
      .meta({ id: 'SelectedDecisionView' }),
    z
      .strictObject({ ...withheldShape, ...askedShape, rules: rulingSchema })
      .meta({ id: 'WithheldDecisionView' }),
  ])
  .meta({
    id: 'DecisionView',
    description: 'A decision as it was made, what it was made from and what came of it.',
  });

export type DecisionView = z.output<typeof decisionViewSchema>;

/** By which rule events that name no decision were attributed, and what the house's own contact rules demand. */
export type DecisionViewSettings = Pick<Configuration, 'reward' | 'rules'>;

export function decisionView(
  record: DecisionRecord,
  state: DecisionState | undefined,
  { reward, rules }: DecisionViewSettings,
): DecisionView {
  const answer = decisionResponse(record, state);
  const asked = {
    borrowerId: record.borrowerId,
    ...(record.accountId === undefined ? {} : { accountId: record.accountId }),
    purpose: record.purpose,
    decidedAt: formatInstant(record.decidedAt),
    context: { ...record.context },
    ...(record.assignments === undefined
      ? {}
      : { experiments: record.assignments.map((each) => ({ ...each })) }),
  };
  if (answer.status === 'withheld' || record.verdict.status === 'withheld') {
    return { ...answer, status: 'withheld', ...asked, rules: rulingView(record, rules) };
  }
  const { actions, weights } = record.verdict.distribution;
  return {
    ...answer,
    ...asked,
    distribution: actions.map((action, index) => ({ action, propensity: (weights[index] ?? 0) / WHOLE })),
    support: actions.length > 1 ? 'several' : 'single',
    rules: rulingView(record, rules),
    ...(state === undefined ? {} : { state: stateView(state, reward) }),
  };
}

function stateView(
  state: DecisionState,
  { attribution = 'last-touch' }: Pick<RewardRule, 'attribution'>,
): z.output<typeof stateSchema> {
  return {
    dispatch: state.dispatch,
    ...(state.sentAt === undefined ? {} : { sentAt: formatInstant(state.sentAt) }),
    ...(state.voidReason === undefined ? {} : { voidReason: state.voidReason }),
    ...rewardWindowEnd(state),
    // A set: shown as it happened, however it was heard of.
    events: [...state.events].sort(byTime).map(({ id, type, occurredAt }) => ({
      eventId: id,
      type,
      occurredAt: formatInstant(occurredAt),
    })),
    ...(state.attributed === undefined
      ? {}
      : {
          attributed: {
            rule: attribution,
            events: state.attributed.map(({ id, type, occurredAt, share }) => ({
              eventId: id,
              type,
              occurredAt: formatInstant(occurredAt),
              share,
            })),
          },
        }),
    reward: state.reward,
    ...(state.credited === undefined
      ? {}
      : { credited: { reward: state.credited.reward, current: state.credited.seq === state.seq } }),
  };
}

function byTime(a: DecisionState['events'][number], b: DecisionState['events'][number]): number {
  return a.occurredAt - b.occurredAt || (a.id < b.id ? -1 : 1);
}
