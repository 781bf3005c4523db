import * as z from 'zod';
import type { VariantId } from '../core/identifiers.ts';
import { name } from './configured-names.ts';
import { experimentSettingsSchema, rampSchema } from './experiment-settings.ts';
import { signed } from './signature.ts';

/** The body of `POST /v1/experiments`: the experiment, and who proposes it. */
export const proposalRequestSchema = z
  .strictObject({ ...signed, ...experimentSettingsSchema.shape })
  .meta({ id: 'ExperimentProposal' });

/** The body of `POST /v1/experiments/{id}/approve`. */
export const approvalRequestSchema = z
  .strictObject({
    ...signed,
    version: z
      .int()
      .min(1)
      .exactOptional()
      .meta({ description: 'The version that was read: another one is not approved.' }),
  })
  .meta({ id: 'ExperimentApproval' });

/** The body of `POST /v1/experiments/{id}/ramp`. */
export const rampRequestSchema = z
  .strictObject({
    ...signed,
    ramp: rampSchema.meta({
      description: 'Steps that replace all from the first of them on; one without `from` holds at once.',
    }),
  })
  .meta({ id: 'ExperimentRamp' });

/** The body of `POST /v1/experiments/{id}/stop`. */
export const stopRequestSchema = z
  .strictObject({
    ...signed,
    variant: name
      .transform((text) => text as VariantId)
      .exactOptional()
      .meta({ description: "Stops this variant alone: the control's policy decides in its place." }),
  })
  .meta({ id: 'ExperimentStop' });
