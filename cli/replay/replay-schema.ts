import * as z from 'zod';
import { configurationSchema } from '../../src/contracts/configuration-schema.ts';
import { nameSchema } from '../../src/contracts/identifiers.ts';

const column = z.string().min(1).max(128);
/** A cell's text, as it stands in the file. */
const cell = z.string().max(256);
const channelOrWindowId = configurationSchema.shape.channels.element.shape.id;

/** Where one half of the action comes from: a column, each of whose texts names an id, or the same id for all rows. */
const actionPart = z.union(
  [
    z.strictObject({ column, values: z.record(cell, channelOrWindowId) }),
    z.strictObject({ fixed: channelOrWindowId }),
  ],
  { error: 'an object with column and values, or with fixed' },
);

/** How a file's columns become decisions and outcomes; documented in docs/replay.md. */
export const replaySchemaSchema = z.strictObject({
  name: nameSchema,
  mode: z.enum(['model', 'logged']),
  delimiter: z.string().length(1).default(','),
  /** Cells that mean "not known"; the feature's own rule for missing values then applies. */
  missing: z.array(cell).default(['']),
  /** Each feature is read from the column of its name. */
  features: configurationSchema.shape.features,
  action: z.strictObject({
    channel: actionPart,
    window: actionPart,
    /** When a window is open, by its id; every day from 08:00 to 21:00 when not given. */
    hours: z
      .record(channelOrWindowId, configurationSchema.shape.windows.element.omit({ id: true }))
      .default({}),
  }),
  reward: z.strictObject({
    column,
    /** Cells that are an outcome event, with its type and what it is worth. */
    events: z.record(cell, z.strictObject({ type: nameSchema, value: z.number().min(-8).max(8) })),
    /** Cells that mean that nothing was heard: reward 0. */
    nothing: z.array(cell).min(1),
  }),
  /** For mode `logged`: the column with the probability of the logged action, or `uniform`. */
  propensity: z
    .union([z.strictObject({ column }), z.literal('uniform')], {
      error: 'an object with column, or "uniform"',
    })
    .exactOptional(),
  learning: z
    .strictObject({
      strategy: configurationSchema.shape.learning.shape.strategy.default('pooled-linucb'),
      ridge: z.number().positive().default(1),
      beta: z.number().min(0).default(5),
      epsilon: z.number().positive().max(1).default(0.005),
    })
    .prefault({}),
});

export type ReplaySchema = z.output<typeof replaySchemaSchema>;
