import * as z from 'zod';
import type { Champion } from '../app/ports/model-store.ts';
import type { Snapshot, SnapshotArm } from '../core/model/snapshot.ts';
import { STRATEGY_NAMES } from '../core/policy/strategy.ts';
import { EFFECT_KINDS } from '../core/pooling/effect.ts';
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
    strategy: z.enum(STRATEGY_NAMES),
    scales: z
      .strictObject({
        noise: z.number(),
        base: z.number(),
        channel: z.number(),
        day: z.number(),
        slot: z.number(),
        arm: z.number(),
      })
      .meta({ description: 'How far the pooled model believes rewards, effects and arms to lie apart.' }),
    fittedOn: z
      .number()
      .nonnegative()
      .meta({ description: 'Outcomes the scales were fitted to; 0: not fitted.' }),
    exploration: z.strictObject({ beta: z.number(), epsilon: z.number(), gamma: z.number() }),
    effects: z.array(
      z.strictObject({
        kind: z.enum(EFFECT_KINDS),
        name: z.string(),
        weights: z.array(z.strictObject({ feature: z.string(), weight: z.number() })),
      }),
    ),
    arms: z.array(
      z.strictObject({
        action: z.string(),
        cost: z.number(),
        price: z.number(),
        learnedFrom: z.number().nonnegative(),
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
    strategy: snapshot.strategy,
    scales: { ...snapshot.scales },
    fittedOn: snapshot.fittedOn,
    exploration: { ...snapshot.exploration },
    effects: snapshot.effects.map(({ kind, name, values }) => ({
      kind,
      name,
      weights: weightsOf(values, snapshot.names),
    })),
    arms: snapshot.arms.map((arm) => armView(arm, snapshot.names)),
  };
}

function armView({ action, cost, price, count, rewardSum, theta }: SnapshotArm, names: readonly string[]) {
  return {
    action,
    cost,
    price,
    learnedFrom: count,
    ...(count === 0 ? {} : { meanReward: rewardSum / count }),
    weights: weightsOf(theta, names),
  };
}

function weightsOf(values: Float64Array, names: readonly string[]) {
  return names
    .map((feature, index) => ({ feature, weight: values[index] ?? 0 }))
    .filter(({ weight }) => weight !== 0);
}
