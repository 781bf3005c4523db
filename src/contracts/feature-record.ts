import * as z from 'zod';
import type { StoredFeatures } from '../app/ports/feature-store.ts';
import { formatInstant } from '../core/time/instant.ts';
import { borrowerIdSchema } from './identifiers.ts';
import { simulatedClockSchema, timestampSchema } from './timestamp.ts';

const value = z.union([z.number(), z.string().max(200), z.null()], {
  error: 'a finite number, a text of at most 200 characters, or null for a value that is not known any more',
});

const observation = {
  observedAt: timestampSchema.meta({
    description: 'When the values were true. Of each feature the record keeps the value observed last.',
  }),
  features: z
    .record(z.string().min(1).max(64), value)
    .refine((features) => Object.keys(features).length > 0, { error: 'send at least one feature' })
    .refine((features) => Object.keys(features).length <= 200, { error: 'send at most 200 features' })
    .meta({
      description:
        'Values by feature name, as in the context of a decision; `null` takes an older value back. Features that are left out stay as they are.',
    }),
};

/** The body of `PUT /v1/borrowers/{id}/features`. */
export const featuresRequestSchema = z.strictObject({ ...observation, at: simulatedClockSchema }).meta({
  id: 'FeaturesRequest',
  description: 'What was observed of a borrower at one moment; merged into the record feature by feature.',
});

/** The body of a message on the features queue. */
export const featureMessageSchema = z.strictObject({ borrowerId: borrowerIdSchema, ...observation });

/** The answer to `PUT` and `GET /v1/borrowers/{id}/features`. */
export const featuresResponseSchema = z
  .strictObject({
    borrowerId: z.string(),
    version: z.int().positive(),
    features: z.record(z.string(), z.strictObject({ value, observedAt: z.iso.datetime() })),
  })
  .meta({ id: 'FeatureRecord', description: 'Of each feature the value that was observed last, and when.' });

export function featuresResponse({
  record,
  version,
}: StoredFeatures): z.output<typeof featuresResponseSchema> {
  return {
    borrowerId: record.borrowerId,
    version,
    features: Object.fromEntries(
      Object.entries(record.features).map(([name, { value: known, observedAt }]) => [
        name,
        { value: known, observedAt: formatInstant(observedAt) },
      ]),
    ),
  };
}
