import * as z from 'zod';
import type { Experiment } from '../core/experiment/experiment.ts';
import { formatInstant, type Instant, parseInstant } from '../core/time/instant.ts';
import { name } from './configured-names.ts';
import { guardrailSchema } from './guardrail.ts';
import type { Plain } from './plain.ts';
import { servedPolicySchema } from './served-policy.ts';

const share = z.number().min(0).max(1);
const featureName = z.string().min(1).max(64);
const moment = z.iso.datetime({
  offset: true,
  error: 'send an RFC 3339 time with its offset, e.g. 2026-11-24T22:00:00Z',
});

/** From when on which share of the slice takes part; a step without a time holds at once. */
export const rampSchema = z
  .array(z.strictObject({ from: moment.exactOptional(), share }))
  .min(1)
  .max(50);

const population = z.strictObject({
  purposes: z.array(name).min(1).max(20).exactOptional(),
  where: z
    .array(
      z.strictObject({
        feature: featureName,
        is: z
          .array(z.union([z.string().max(64), z.number()], { error: 'a text or a number' }))
          .min(1)
          .max(64)
          .exactOptional(),
        atLeast: z.number().exactOptional(),
        below: z.number().exactOptional(),
      }),
    )
    .max(20)
    .default([]),
});

const design = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('borrower') }),
    z.strictObject({ kind: z.literal('cluster'), by: name }),
    z.strictObject({
      kind: z.literal('switchback'),
      by: name.exactOptional(),
      periodHours: z
        .int()
        .min(1)
        .max(24 * 28),
      washoutHours: z
        .int()
        .min(0)
        .max(24 * 28)
        .default(0),
    }),
  ],
  { error: 'an object whose kind is borrower, cluster or switchback' },
);

/** An experiment as a person writes it down; what is left out is told by the defaults. */
export const experimentSettingsSchema = z.strictObject({
  id: name,
  hypothesis: z
    .string()
    .trim()
    .min(10)
    .max(1000)
    .meta({ description: 'What it is to find out, in plain words.' }),
  layer: name
    .default('main')
    .meta({ description: 'Experiments of one layer share its borrowers out among them.' }),
  role: z.enum(['test', 'holdout']).default('test'),
  population: population.default({ where: [] }),
  design: design.default({ kind: 'borrower' }),
  salt: z
    .string()
    .min(1)
    .max(64)
    .exactOptional()
    .meta({ description: 'Hashed with the borrower; another salt is another assignment. Default: the id.' }),
  slice: z
    .strictObject({ from: share, to: share })
    .default({ from: 0, to: 1 })
    .meta({ description: 'The part of its layer that it may take.' }),
  variants: z
    .array(z.strictObject({ id: name, share: z.int().min(1).max(10_000), policy: servedPolicySchema }))
    .min(1)
    .max(20),
  control: name,
  ramp: rampSchema.meta({
    description:
      'From when on which share of the slice takes part; a step without `from` holds from the start.',
  }),
  training: z
    .enum(['learn', 'keep-out'])
    .default('learn')
    .meta({ description: '`keep-out`: the served model learns nothing from its decisions.' }),
  guardrails: z.array(guardrailSchema).max(20).default([]),
  analysis: z.strictObject({
    level: z.number().gt(0).lt(1).default(0.05),
    plannedUnits: z.int().min(1).max(1e9),
    segments: z
      .array(
        z.strictObject({
          feature: featureName,
          cuts: z.array(z.number()).min(1).max(20).exactOptional(),
        }),
      )
      .max(20)
      .default([]),
  }),
});

export type ExperimentSettingsInput = z.output<typeof experimentSettingsSchema>;

/** The experiment that the settings describe; a step without a time holds from `now` on. */
export function experimentOf(input: ExperimentSettingsInput, now: Instant): Experiment {
  const { ramp, ...rest } = input;
  // The ids in it have the syntax that the schema demands.
  const settings: Plain<Omit<Experiment, 'ramp'>> = { ...rest, salt: input.salt ?? input.id };
  return { ...(settings as Omit<Experiment, 'ramp'>), ramp: rampOf(ramp, now) };
}

export function rampOf(steps: z.output<typeof rampSchema>, now: Instant): Experiment['ramp'] {
  return steps.map(({ from, share }) => ({ from: from === undefined ? now : parseInstant(from), share }));
}

/** What a person would write down to get this experiment. */
export function experimentSettings({ ramp, ...rest }: Experiment) {
  const settings: Plain<Omit<Experiment, 'ramp'>> = rest;
  return { ...settings, ramp: rampView(ramp) };
}

export function rampView(ramp: Experiment['ramp']) {
  return ramp.map(({ from, share }) => ({ from: formatInstant(from), share }));
}
