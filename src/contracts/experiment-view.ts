import * as z from 'zod';
import type { ExperimentStory } from '../app/experiments.ts';
import type { BookedExperiment, Change } from '../core/experiment/policy-book.ts';
import { formatInstant } from '../core/time/instant.ts';
import { experimentSettings, experimentSettingsSchema, rampSchema, rampView } from './experiment-settings.ts';
import { signatureSchema } from './signature.ts';

const moment = z.iso.datetime();

/** One change of what is served to whom. */
export const changeViewSchema = z
  .strictObject({
    version: z.int().positive().meta({ description: 'Of the policy book.' }),
    at: moment,
    kind: z.string().meta({ description: 'E.g. `start`, `ramp`, `stop-variant`, `rollback`.' }),
    experiment: z.string().exactOptional(),
    what: z.string().meta({ description: 'In plain words, with figures.' }),
    by: signatureSchema,
    approvedBy: signatureSchema.exactOptional(),
    evidence: z.unknown().optional().meta({ description: 'What it rests on.' }),
  })
  .meta({ id: 'PolicyChange' });

export type ChangeView = z.infer<typeof changeViewSchema>;

/** An experiment as it stands. */
export const experimentViewSchema = z
  .strictObject({
    id: z.string(),
    status: z.enum(['proposed', 'approved', 'running', 'stopped', 'withdrawn']),
    version: z.int().positive().meta({ description: 'Of its settings; decisions keep it.' }),
    proposedBy: signatureSchema,
    approvedBy: signatureSchema.exactOptional(),
    startedAt: moment.exactOptional(),
    stoppedAt: moment.exactOptional(),
    stoppedVariants: z.array(z.strictObject({ variant: z.string(), at: moment, why: z.string() })),
    proposedRamp: z
      .strictObject({ ramp: rampSchema, by: signatureSchema })
      .exactOptional()
      .meta({ description: 'Waits for somebody else to approve it.' }),
    settings: experimentSettingsSchema,
    changes: z
      .array(changeViewSchema)
      .exactOptional()
      .meta({ description: 'Everything that happened to it, oldest first; of a single experiment alone.' }),
  })
  .meta({ id: 'Experiment' });

export type ExperimentView = z.infer<typeof experimentViewSchema>;

export const experimentsViewSchema = z
  .strictObject({ experiments: z.array(experimentViewSchema) })
  .meta({ id: 'Experiments' });

export function experimentView(booked: BookedExperiment) {
  const { experiment, version, status, proposedBy, approvedBy, startedAt, stoppedAt, stopped, proposedRamp } =
    booked;
  return {
    id: experiment.id,
    status,
    version,
    proposedBy,
    ...(approvedBy === undefined ? {} : { approvedBy }),
    ...(startedAt === undefined ? {} : { startedAt: formatInstant(startedAt) }),
    ...(stoppedAt === undefined ? {} : { stoppedAt: formatInstant(stoppedAt) }),
    stoppedVariants: stopped.map(({ variant, at, why }) => ({ variant, at: formatInstant(at), why })),
    ...(proposedRamp === undefined
      ? {}
      : { proposedRamp: { ramp: rampView(proposedRamp.ramp), by: proposedRamp.by } }),
    settings: experimentSettings(experiment),
  };
}

export function experimentStoryView({ booked, changes }: ExperimentStory) {
  return { ...experimentView(booked), changes: changes.map(changeView) };
}

export function experimentsView(experiments: readonly BookedExperiment[]) {
  return { experiments: experiments.map(experimentView) };
}

export function changeView({ at, ...change }: Change) {
  return { ...change, at: formatInstant(at) };
}
