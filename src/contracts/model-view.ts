import * as z from 'zod';
import type { Champion } from '../app/ports/model-store.ts';
import type { Snapshot, SnapshotArm } from '../core/model/snapshot.ts';
import { formatInstant } from '../core/time/instant.ts';

/** The answer to `GET /v1/models/{id}`. */
export const modelViewSchema = z
  .strictObject({
    model: z.string(),
    snapshot: z.string().meta({ description: 'The snapshot now served, by content.' }),
    previous: z.string().exactOptional(),
    publishedAt: z.iso.datetime(),
    version: z.int().positive(),
    credits: z.int().nonnegative().meta({ description: 'Outcomes that it was learned from.' }),
    ridge: z.number(),
    exploration: z.strictObject({ beta: z.number(), epsilon: z.number() }),
    arms: z.array(
      z.strictObject({
        action: z.string(),
        cost: z.number(),
        learnedFrom: z.int().nonnegative(),
        meanReward: z.number().exactOptional().meta({ description: 'Absent while nothing was learned.' }),
        weights: z
          .array(z.strictObject({ feature: z.string(), weight: z.number() }))
          .meta({ description: 'Expected reward per unit of the encoded feature; zero ones left out.' }),
      }),
    ),
  })
  .meta({ id: 'Model', description: 'The model that decides now.' });

export type ModelView = z.output<typeof modelViewSchema>;

export function modelView(champion: Champion, snapshot: Snapshot): ModelView {
  return {
    model: champion.model,
    snapshot: champion.snapshot,
    ...(champion.previous === undefined ? {} : { previous: champion.previous }),
    publishedAt: formatInstant(champion.publishedAt),
    version: champion.version,
    credits: champion.credits,
    ridge: snapshot.ridge,
    exploration: { ...snapshot.exploration },
    arms: snapshot.arms.map((arm) => armView(arm, snapshot.names)),
  };
}

function armView({ action, cost, count, rewardSum, theta }: SnapshotArm, names: readonly string[]) {
  return {
    action,
    cost,
    learnedFrom: count,
    ...(count === 0 ? {} : { meanReward: rewardSum / count }),
    weights: names
      .map((feature, index) => ({ feature, weight: theta[index] ?? 0 }))
      .filter(({ weight }) => weight !== 0),
  };
}
