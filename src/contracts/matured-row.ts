import * as z from 'zod';
import type { MaturedRow } from '../core/decision/matured-row.ts';

const time = (description: string) => z.iso.datetime().meta({ description });
const text = (description: string) => z.string().meta({ description });
const number = (description: string) => z.number().meta({ description });

/** The description stays that of the value. */
const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().meta(schema.meta() ?? {});

const contextValue = z.union([z.number(), z.string()]);

/**
 * One line of the matured log: a decision that was learned from, complete for evaluation. docs/matured-log.md is
 * checked against it, and so are the columns of the Athena table.
 */
export const maturedRowSchema = z.strictObject({
  schema: z.literal(1).meta({ description: 'The version of this description.' }),
  decisionId: text('Names the decision; exactly one row has it.'),
  model: text('The model that the decision belongs to and is learned by.'),
  borrowerId: text('The servicer’s own id of the borrower.'),
  accountId: orNull(text('The account that was asked about; null when none was named.')),
  decidedAt: time('When it was decided; its UTC date is the partition.'),
  purpose: text('What the contact is for.'),
  context: z.record(z.string(), contextValue).meta({
    description:
      'What was known: as it was sent, completed from the feature record; numbers and words by name.',
  }),
  sources: z
    .strictObject({
      taken: z.array(z.strictObject({ feature: z.string(), observed: z.iso.datetime() })),
      unused: z.array(
        z.strictObject({
          feature: z.string(),
          observed: z.iso.datetime(),
          why: z.enum(['stale', 'later', 'unknown', 'not-allowed']),
        }),
      ),
      unreadable: z.boolean(),
    })
    .nullable()
    .meta({
      description:
        'What the feature record had to do with the context: the features taken from it, those on record but not used and ' +
        'why, and whether it could not be read; null for nothing.',
    }),
  features: z.strictObject({ names: z.array(z.string()), encoded: z.array(z.number()) }).meta({
    description: 'The encoded context, the vector that was learned from: numbers in the order of the names.',
  }),
  mask: z
    .strictObject({
      eligible: z.array(z.string()),
      blocked: z.array(z.strictObject({ action: z.string(), rules: z.array(z.string()) })),
    })
    .meta({
      description: 'What the contact rules left, and what they forbade, each with the ids of the rules.',
    }),
  ruleSet: orNull(text('The contact rules in force, by content; null in rows of decisions from before.')),
  support: z.enum(['several', 'single']).meta({
    description:
      'Whether there was anything to choose: a row with a `single` eligible action has no support for any other policy.',
  }),
  distribution: z
    .array(
      z.strictObject({
        action: z.string(),
        weight: z
          .int()
          .min(1)
          .max(2 ** 32),
      }),
    )
    .meta({
      description:
        'Every eligible action; its probability is weight ÷ 2³², exactly, and the weights sum to 2³².',
    }),
  action: text('The action that was drawn.'),
  channel: orNull(text('Its channel; null for no-contact.')),
  sendWindow: z
    .strictObject({ id: z.string(), opens: z.iso.datetime(), closes: z.iso.datetime(), zone: z.string() })
    .nullable()
    .meta({
      description: 'Its send window as instants and the time zone it was laid out in; null for no-contact.',
    }),
  propensity: z
    .number()
    .positive()
    .max(1)
    .meta({ description: 'The probability with which the action was drawn, exact: its weight ÷ 2³².' }),
  redraws: z.int().min(0).meta({
    description: 'How many draws before it fell on a contact whose slot or room was taken meanwhile.',
  }),
  strategy: text('What made the distribution.'),
  snapshot: orNull(text('The model snapshot it was made from; null when the fallback decided without any.')),
  exploration: z
    .boolean()
    .meta({ description: 'Whether another action looked better: it was drawn to learn.' }),
  fallback: z
    .boolean()
    .meta({ description: 'Whether the approved fixed rules decided for want of a model.' }),
  expectedReward: orNull(
    number('What the model expected of the action, before cost; null when none was asked.'),
  ),
  cost: orNull(
    number(
      'What the contact cost when it was decided, in reward units; 0 for no-contact; null in rows of decisions by fixed ' +
        'rules from before records held it.',
    ),
  ),
  shadow: z
    .strictObject({
      strategy: z.string(),
      snapshot: z.string(),
      action: z.string(),
      propensity: z.number(),
      expected: z.number(),
      baseline: z.number(),
    })
    .nullable()
    .meta({
      description:
        'The strategy in the shadow of the fixed rules: its best action, the probability that it gave to the action ' +
        'drawn, and what it expected, after cost, of its own distribution and of the one drawn from; null for none.',
    }),
  variant: orNull(
    text(
      '`<experiment>/<variant>` of the experiment that said what decides, or else of the first; null for none.',
    ),
  ),
  assignments: z
    .array(
      z.strictObject({
        experiment: z.string(),
        version: z.int().min(1),
        role: z.enum(['test', 'holdout']),
        variant: z.string(),
        unit: z.string().nullable(),
        counts: z.boolean(),
      }),
    )
    .meta({
      description:
        'The experiments that it took part in, each with its variant, what was assigned (null for the borrower) and whether ' +
        'it counts: not after the variant was stopped, and not in the first hours of a switchback’s period.',
    }),
  training: z.enum(['learned', 'kept-out']).meta({
    description: 'Whether the served model learns from it, or it is credited apart.',
  }),
  predicted: orNull(
    number(
      'What the champion’s model expected, after cost, of its own policy in this context, whatever decided: the covariate ' +
        'of experiments; null outside of them and without a model.',
    ),
  ),
  dispatch: z.enum(['not-required', 'confirmed']).meta({
    description: 'Whether the send was confirmed or needed no confirmation. Void decisions have no row.',
  }),
  sentAt: orNull(time('From when on events count.')),
  rewardWindowEndsAt: orNull(time('Until when events count: maturity.')),
  events: z.array(z.strictObject({ type: z.string(), at: z.iso.datetime() })).meta({
    description: 'Every outcome event heard of that named the decision, in the order in which they occurred.',
  }),
  attributed: z.array(z.strictObject({ type: z.string(), at: z.iso.datetime(), share: z.number() })).meta({
    description:
      'Of the events that named the borrower only, those attributed to the decision, each with its share: 1, or 1/k of ' +
      'an event that k decisions share.',
  }),
  reward: number('What the reward rule makes of the events; before cost.'),
  maturity: z.literal('matured').meta({ description: 'Rows are written once the decision was credited.' }),
  seq: z
    .int()
    .min(0)
    .meta({ description: 'How many times the reward has changed; it grows with each correction.' }),
});

/** A line of the log as its readers see it. */
export type MaturedRowView = z.output<typeof maturedRowSchema>;

/** The schema describes exactly what is written: neither type has what the other lacks. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
type Loose<T> = T extends readonly (infer Item)[]
  ? readonly Loose<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Loose<T[Key]> }
    : T;
true satisfies Same<Loose<MaturedRowView>, Loose<MaturedRow>>;
