import * as z from 'zod';
import type { ActionId, SnapshotId } from '../../core/identifiers.ts';
import type { ServedPolicy } from '../../core/policy/served-policy.ts';
import { STRATEGY_NAMES } from '../../core/policy/strategy.ts';
import { text } from './stored-values.ts';

const share = z.number().gt(0).max(1);

const exploration = z.strictObject({
  beta: z.number().min(0),
  epsilon: z.strictObject({ start: share, floor: share, halfway: z.number().gt(0) }),
  gamma: z.number().min(0),
});

/** The stored form of a policy. */
export const servedPolicy: z.ZodType<ServedPolicy> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('configured') }),
  z.strictObject({
    kind: z.literal('fixed-rules'),
    order: z.array(text<ActionId>()).exactOptional(),
    epsilon: share.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('uniform') }),
  z.strictObject({ kind: z.literal('no-contact') }),
  z.strictObject({ kind: z.literal('snapshot'), snapshot: text<SnapshotId>() }),
  z.strictObject({
    kind: z.literal('learned'),
    strategy: z.enum(STRATEGY_NAMES),
    exploration: exploration.exactOptional(),
    ridge: z.number().gt(0).exactOptional(),
    halfLifeWeeks: z.int().min(1).exactOptional(),
  }),
]);
