import type { Configuration } from '../core/configuration.ts';
import type { PlainPolicy, ServedPolicy } from '../core/policy/served-policy.ts';
import type { Instant } from '../core/time/instant.ts';
import { challengerName } from './challenger.ts';
import type { Dependencies } from './dependencies.ts';
import type { ServedModel } from './model-source.ts';

/** A policy with what it needs to decide. */
export interface DecidingPolicy {
  /** Decides without any model; absent: the model's strategy does. */
  readonly plain?: PlainPolicy;
  /** Absent when the policy has none, or it could not be read: then the fixed rules step in. */
  readonly model?: ServedModel;
  /** Whose propensities are logged beside. */
  readonly watching?: ServedModel;
  /** As the record keeps it: complete, so that a replay needs no configuration; absent for what is configured. */
  readonly asked?: ServedPolicy;
}

/** @param shadow The policy that watches; absent: none, unless the configuration says so. */
export type ResolvePolicy = (
  policy: ServedPolicy,
  shadow: ServedPolicy | undefined,
  champion: ServedModel | undefined,
  now: Instant,
) => Promise<DecidingPolicy>;

/** Finds what a policy needs. Never throws: what can't be read is missing. */
export function makeResolvePolicy({
  configuration,
  models,
  sha256,
}: Pick<Dependencies, 'configuration' | 'models' | 'sha256'>): ResolvePolicy {
  const inShadow = configuration.learning.mode === 'shadow';

  return async function resolvePolicy(policy, shadow, champion, now) {
    const watching =
      shadow === undefined
        ? inShadow && policy.kind === 'configured'
          ? champion
          : undefined
        : await modelOf(shadow, champion, now);
    const beside = watching === undefined ? {} : { watching };
    switch (policy.kind) {
      case 'configured':
        if (inShadow) return { plain: { kind: 'fixed-rules' }, ...beside };
        return { ...(champion === undefined ? {} : { model: champion }), ...beside };
      case 'snapshot':
      case 'learned': {
        const model = await modelOf(policy, champion, now);
        return { ...(model === undefined ? {} : { model }), ...beside, asked: policy };
      }
      case 'fixed-rules': {
        const complete = withOrder(policy, configuration);
        return { plain: complete, ...beside, asked: complete };
      }
      default:
        return { plain: policy, ...beside, asked: policy };
    }
  };

  async function modelOf(
    policy: ServedPolicy,
    champion: ServedModel | undefined,
    now: Instant,
  ): Promise<ServedModel | undefined> {
    switch (policy.kind) {
      case 'configured':
        return champion;
      case 'snapshot':
        return await models.pinned(policy.snapshot);
      case 'learned':
        return await models.current(challengerName(configuration.model, policy, sha256), now);
      default:
        return undefined;
    }
  }
}

function withOrder(
  { order, epsilon }: Extract<PlainPolicy, { kind: 'fixed-rules' }>,
  { fallback }: Configuration,
): PlainPolicy {
  return { kind: 'fixed-rules', order: order ?? fallback.order, epsilon: epsilon ?? fallback.epsilon };
}
