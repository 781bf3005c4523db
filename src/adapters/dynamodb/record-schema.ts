import * as z from 'zod';
import type { DecisionRecord } from '../../core/decision/decision-record.ts';
import type {
  ActionId,
  BorrowerId,
  ChannelId,
  DecisionId,
  ExperimentId,
  ModelId,
  SnapshotId,
  VariantId,
  WindowId,
} from '../../core/identifiers.ts';
import { WHOLE } from '../../core/policy/distribution.ts';
import { STRATEGY_NAMES } from '../../core/policy/strategy.ts';
import { servedPolicy } from './policy-item.ts';
import { profileItem } from './profile-item.ts';
import { moment, text } from './stored-values.ts';

const action = text<ActionId>();

const contact = z.strictObject({
  channel: text<ChannelId>(),
  window: z.strictObject({
    id: text<WindowId>(),
    interval: z.strictObject({ start: moment, end: moment }),
    timeZone: text(),
  }),
  points: z.array(z.string()).exactOptional(),
});

const explanation = z.strictObject({
  mean: z.number(),
  contributions: z.array(z.strictObject({ feature: z.string(), contribution: z.number() })),
  parts: z
    .strictObject({
      base: z.number(),
      channel: z.number(),
      day: z.number(),
      slot: z.number(),
      residual: z.number(),
    })
    .exactOptional(),
  uncertainty: z.number(),
  // Records from before there were shadow prices and before the bonus was told have neither.
  bonus: z.number().default(0),
  cost: z.number(),
  price: z.number().default(0),
  floorShare: z.number(),
  greedy: action,
  exploration: z.boolean(),
  learnedFrom: z.number(),
  because: z.array(z.string()),
});

const duty = z.strictObject({ rule: z.string(), dueBy: moment });

const shadow = z.strictObject({
  strategy: z.enum(STRATEGY_NAMES),
  snapshot: text<SnapshotId>(),
  action,
  propensity: z.number().min(0).max(1),
  expected: z.number(),
  expectedOfRules: z.number(),
});

const selected = z.strictObject({
  status: z.literal('selected'),
  action,
  contact: contact.exactOptional(),
  distribution: z.strictObject({ actions: z.array(action), weights: z.array(z.int().min(1).max(WHOLE)) }),
  eligible: z.array(action).exactOptional(),
  draw: z.int().min(0).lt(WHOLE),
  redraws: z.int().min(1).exactOptional(),
  propensity: z.number().gt(0).max(1),
  cost: z.number().min(0).exactOptional(),
  strategy: z.enum(STRATEGY_NAMES),
  policy: servedPolicy.exactOptional(),
  predicted: z.strictObject({ value: z.number(), snapshot: text<SnapshotId>() }).exactOptional(),
  snapshot: text<SnapshotId>().exactOptional(),
  fallback: z.boolean(),
  explanation,
  features: z.strictObject({ names: z.array(z.string()), values: z.array(z.number()) }),
  reservationToken: z.string().exactOptional(),
  forced: duty.exactOptional(),
  shadow: shadow.exactOptional(),
});

const withheld = z.strictObject({ status: z.literal('withheld'), because: z.array(z.string()) });

const whenObserved = z.record(z.string(), moment);

const sources = z.strictObject({
  fromRecord: whenObserved,
  unused: z.record(
    z.string(),
    z.strictObject({ observedAt: moment, why: z.enum(['stale', 'later', 'unknown', 'not-allowed']) }),
  ),
  unreadable: z.literal(true).exactOptional(),
});

const ruledContact = z.strictObject({
  channel: text<ChannelId>(),
  kind: z.enum(['reserved', 'sent']),
  interval: z.strictObject({ start: moment, end: moment }),
  accountId: z.string().exactOptional(),
  place: z.literal('work').exactOptional(),
  connected: z.literal(false).exactOptional(),
  required: z.literal(true).exactOptional(),
});

const ruling = z.strictObject({
  question: z.strictObject({
    purpose: z.enum(['servicing', 'collection', 'solicitation', 'required']),
    actor: z.enum(['first-party', 'third-party']),
    accountId: z.string().exactOptional(),
  }),
  ruleSet: z.string(),
  facts: profileItem
    .omit({ id: true, version: true, missedCalls: true, writeId: true })
    .extend({ contacts: z.array(ruledContact) }),
});

const assignment = z.strictObject({
  experiment: text<ExperimentId>(),
  version: z.int().min(1),
  role: z.enum(['test', 'holdout']),
  variant: text<VariantId>(),
  unit: z.string().exactOptional(),
  decides: z.literal(true).exactOptional(),
  washout: z.literal(true).exactOptional(),
  stopped: z.literal(true).exactOptional(),
});

/** The stored form of a decision record; unknown and missing members are refused. */
export const recordSchema: z.ZodType<DecisionRecord> = z.strictObject({
  decisionId: text<DecisionId>(),
  model: text<ModelId>(),
  borrowerId: text<BorrowerId>(),
  accountId: z.string().exactOptional(),
  purpose: z.string(),
  requestDigest: z.string(),
  decidedAt: moment,
  requireConfirm: z.boolean(),
  context: z.record(z.string(), z.union([z.number(), z.string()])),
  // Records from before there were feature records have none.
  sources: sources.exactOptional(),
  blocked: z.array(
    z.strictObject({
      action,
      hits: z.array(
        z.strictObject({
          rule: z.string(),
          reason: z.string(),
          binding: z.enum(['law', 'policy']).exactOptional(),
        }),
      ),
    }),
  ),
  // Records from before there was evidence of what the rules saw have none.
  ruling: ruling.exactOptional(),
  unmet: z.array(duty).exactOptional(),
  assignments: z.array(assignment).exactOptional(),
  keptOut: z.literal(true).exactOptional(),
  verdict: z.discriminatedUnion('status', [selected, withheld]),
});
