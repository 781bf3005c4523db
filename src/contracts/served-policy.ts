import * as z from 'zod';
import type { ServedPolicy } from '../core/policy/served-policy.ts';
import { SERVABLE_STRATEGIES } from '../core/policy/strategy.ts';
import { actionId, exploration } from './configuration-schema.ts';
import type { Plain } from './plain.ts';

/** A policy by what it is made of, as a person names it. */
export const servedPolicySchema = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({
        kind: z
          .literal('configured')
          .meta({ description: 'What the configuration says: the champion, mostly.' }),
      }),
      z.strictObject({
        kind: z
          .literal('fixed-rules')
          .meta({ description: 'The approved rules of the configuration, or an order of its own.' }),
        order: z.array(actionId).min(1).max(3361).exactOptional(),
        epsilon: z.number().positive().max(1).exactOptional(),
      }),
      z.strictObject({ kind: z.literal('uniform').meta({ description: 'Every eligible action alike.' }) }),
      z.strictObject({
        kind: z
          .literal('no-contact')
          .meta({ description: 'Nobody is contacted, save where the law demands it.' }),
      }),
      z.strictObject({
        kind: z
          .literal('snapshot')
          .meta({ description: 'One model for good, whatever is learned after it.' }),
        snapshot: z.string().regex(/^sha256:[0-9a-f]{64}$/, {
          error: 'send the id of a snapshot: sha256: and 64 hexadecimal digits',
        }),
      }),
      z.strictObject({
        kind: z
          .literal('learned')
          .meta({ description: 'A strategy that goes on learning beside the champion.' }),
        strategy: z.enum(SERVABLE_STRATEGIES, { error: `use one of ${SERVABLE_STRATEGIES.join(', ')}` }),
        exploration: exploration.exactOptional(),
        ridge: z.number().min(0.001).max(1_000_000).exactOptional(),
        halfLifeWeeks: z.int().min(1).max(520).exactOptional(),
      }),
    ],
    { error: 'an object whose kind is configured, fixed-rules, uniform, no-contact, snapshot or learned' },
  )
  .meta({ id: 'ServedPolicy', description: 'A policy that may decide about borrowers.' });

/** The policy that was named. */
export function servedPolicyOf(input: z.output<typeof servedPolicySchema>): ServedPolicy {
  // The ids in it have the syntax that the schema demands.
  const policy: Plain<ServedPolicy> = input;
  return policy as ServedPolicy;
}
