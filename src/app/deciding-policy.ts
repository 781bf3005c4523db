import type { Configuration } from '../core/configuration.ts';
import type { PlainPolicy, ServedPolicy } from '../core/policy/served-policy.ts';
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

/** The model of a policy that has one of its own, or the champion for what is configured; undefined when it can't be read. */
export type FindModel = (policy: ServedPolicy) => ServedModel | undefined;

/** @param shadow The policy that watches; absent: none, unless the configuration says so. */
export function decidingPolicy(
  { fallback, learning }: Pick<Configuration, 'fallback' | 'learning'>,
  policy: ServedPolicy,
  shadow: ServedPolicy | undefined,
  find: FindModel,
): DecidingPolicy {
  const inShadow = learning.mode === 'shadow' && policy.kind === 'configured';
  const watched = shadow ?? (inShadow ? policy : undefined);
  const watching = watched === undefined ? undefined : find(watched);
  const beside = watching === undefined ? {} : { watching };
  switch (policy.kind) {
    case 'configured':
      return inShadow
        ? { plain: { kind: 'fixed-rules' }, ...beside }
        : { ...byModel(find(policy)), ...beside };
    case 'snapshot':
    case 'learned':
      return { ...byModel(find(policy)), ...beside, asked: policy };
    case 'fixed-rules': {
      const { order = fallback.order, epsilon = fallback.epsilon } = policy;
      const complete = { kind: policy.kind, order, epsilon };
      return { plain: complete, ...beside, asked: complete };
    }
    default:
      return { plain: policy, ...beside, asked: policy };
  }
}

function byModel(model: ServedModel | undefined): Pick<DecidingPolicy, 'model'> {
  return model === undefined ? {} : { model };
}
