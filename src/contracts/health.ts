import * as z from 'zod';
import type { Champion } from '../app/ports/model-store.ts';
import type { ModelId } from '../core/identifiers.ts';
import { formatInstant } from '../core/time/instant.ts';

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

export function healthResponse(model: ModelId, champion: Champion | undefined): HealthResponse {
  if (champion === undefined) return { status: 'ok', model };
  const { snapshot, publishedAt, credits } = champion;
  return { status: 'ok', model, champion: { snapshot, publishedAt: formatInstant(publishedAt), credits } };
}
