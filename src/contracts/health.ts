import * as z from 'zod';

/** The answer to `GET /v1/health`. */
export const healthResponseSchema = z
  .strictObject({
    status: z.literal('ok'),
    model: z.string(),
    champion: z
      .strictObject({
        snapshot: z.string(),
        publishedAt: z.iso.datetime(),
        credits: z.int().nonnegative(),
      })
      .exactOptional()
      .meta({ description: 'The snapshot now served; absent until the first one is published.' }),
  })
  .meta({
    id: 'Health',
    description: 'Storage answers; a service without a champion decides by its fixed rules.',
  });

export type HealthResponse = z.output<typeof healthResponseSchema>;
