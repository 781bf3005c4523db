import * as z from 'zod';
import type { ServedToAll } from '../app/policies.ts';
import { formatInstant } from '../core/time/instant.ts';
import { changeView, changeViewSchema } from './experiment-view.ts';
import { servedPolicySchema } from './served-policy.ts';
import { signatureSchema, signed } from './signature.ts';

/** The latest changes that an answer lists. */
const LISTED = 20;

/** The body of `POST /v1/policies/rollback`. */
export const rollbackRequestSchema = z
  .strictObject({
    ...signed,
    version: z.int().min(0).exactOptional().meta({
      description: 'Of the policy book that was read: with it, a repeated call takes nothing more back.',
    }),
  })
  .meta({ id: 'PolicyRollback' });

/** The body of `POST /v1/policies/shadow`. */
export const shadowRequestSchema = z
  .strictObject({
    ...signed,
    policy: servedPolicySchema
      .exactOptional()
      .meta({ description: 'Logged beside what decides. Absent: nothing is logged any more.' }),
  })
  .meta({ id: 'ShadowPolicy' });

/** The answer to `GET /v1/policies` and to what changes them. */
export const policiesViewSchema = z
  .strictObject({
    version: z.int().nonnegative().meta({ description: 'Of the policy book; 0: nothing was ever changed.' }),
    serving: z
      .array(
        z.strictObject({
          policy: servedPolicySchema,
          since: z.iso.datetime(),
          by: signatureSchema,
          approvedBy: signatureSchema.exactOptional(),
        }),
      )
      .meta({ description: 'What is served to all, latest first; empty: as configured.' }),
    shadow: servedPolicySchema.exactOptional(),
    paused: z
      .strictObject({ at: z.iso.datetime(), why: z.string() })
      .exactOptional()
      .meta({ description: 'All experiments stand still: too much harm was done.' }),
    running: z.array(z.string()).meta({ description: 'Experiments whose traffic flows.' }),
    changes: z.array(changeViewSchema).meta({ description: `The last ${LISTED}, latest first.` }),
  })
  .meta({ id: 'Policies' });

export function policiesView({ book, changes }: ServedToAll) {
  const { serving = [], shadow, paused, experiments = [], version = 0 } = book ?? {};
  return {
    version,
    serving: serving.map(({ since, ...each }) => ({ ...each, since: formatInstant(since) })),
    ...(shadow === undefined ? {} : { shadow }),
    ...(paused === undefined ? {} : { paused: { at: formatInstant(paused.at), why: paused.why } }),
    running: experiments.filter(({ status }) => status === 'running').map(({ experiment }) => experiment.id),
    changes: changes.toReversed().slice(0, LISTED).map(changeView),
  };
}
