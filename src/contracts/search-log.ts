import * as z from 'zod';
import { SEARCH_LOG_SCHEMA, type SearchLog } from '../app/search/search-log.ts';
import type { Plain } from './plain.ts';
import { servedPolicySchema } from './served-policy.ts';

const numbers = z.array(z.number()).exactOptional();
const strategy = z.enum(['arm-means', 'linucb', 'hybrid-linucb', 'pooled-linucb', 'inverse-gap']);
const learned = servedPolicySchema.options[5];
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const candidateValue = z.discriminatedUnion('verdict', [
  z.strictObject({
    verdict: z.literal('tell'),
    value: z.number(),
    gain: z.strictObject({ value: z.number(), lower: z.number(), upper: z.number() }),
    lower: z.number(),
    upper: z.number(),
    effective: z.number(),
  }),
  z.strictObject({
    verdict: z.literal('cannot-tell'),
    reasons: z.array(z.string()),
    needs: z.array(z.string()),
  }),
]);

const candidate = { name: z.string(), policy: learned };

/** What `npx rapport search` keeps of a search, and a promotion cites; docs/promotion.md describes it. */
export const searchLogSchema = z.strictObject({
  schema: z.literal(SEARCH_LOG_SCHEMA),
  kind: z.literal('policy-search'),
  settings: z.strictObject({
    strategies: z.array(strategy),
    betas: numbers,
    epsilons: numbers,
    gammas: numbers,
    ridges: numbers,
    halfLives: numbers,
    most: z.int().positive().exactOptional(),
    seed: z.number(),
    shares: z.tuple([z.number(), z.number()]),
    gapHours: z.number().min(0).exactOptional(),
    confirm: z.int().positive(),
    alpha: z.number().gt(0).lt(1),
  }),
  log: z.strictObject({
    digest,
    rows: z.int(),
    young: z.int(),
    single: z.int(),
    inExperiments: z.int(),
  }),
  configuration: digest,
  parts: z.array(
    z.strictObject({
      use: z.enum(['learn', 'select', 'confirm']),
      from: z.iso.datetime(),
      to: z.iso.datetime(),
      rows: z.int(),
      compared: z.int(),
    }),
  ),
  championSelecting: z.number().exactOptional(),
  candidates: z.array(z.strictObject({ ...candidate, selected: candidateValue })),
  confirmation: z
    .strictObject({
      champion: z.number().exactOptional(),
      level: z.number().gt(0).lt(1),
      candidates: z.array(
        z.strictObject({
          ...candidate,
          confirmed: candidateValue,
          better: z.enum(['lower-bound', 'difference']).exactOptional(),
        }),
      ),
    })
    .exactOptional(),
  best: z.string().exactOptional(),
  finished: z.boolean(),
});

/** The search that a document holds. */
export function searchLogOf(input: z.output<typeof searchLogSchema>): SearchLog {
  const log: Plain<SearchLog> = input;
  return log as SearchLog;
}
