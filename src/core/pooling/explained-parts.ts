import { InvariantError } from '../errors.ts';
import { dot } from '../linear-algebra/dot.ts';
import type { ArmGroups } from './arm-groups.ts';
import type { Effect, EffectKind } from './effect.ts';

/** Where an arm's expected reward xᵀθ_a comes from, in reward units; the parts add up to it. */
export interface EffectParts {
  readonly base: number;
  readonly channel: number;
  readonly day: number;
  readonly slot: number;
  /** What the arm's own data say beyond what it shares. */
  readonly residual: number;
}

/**
 * The part of xᵀθ_a that each shared effect has, and what remains as the arm's own.
 * @param effects those of the model; a kind that it lacks, or that the arm has no part in, contributes 0.
 */
export function explainedParts(
  effects: readonly Effect[],
  groups: ArmGroups,
  theta: Float64Array,
  x: Float64Array,
): EffectParts {
  const part = (kind: EffectKind, name: string | undefined): number => {
    const effect = effects.find((each) => each.kind === kind && each.name === name);
    return effect === undefined ? 0 : product(effect.values, x);
  };
  const base = part('base', '');
  const channel = part('channel', groups.channel);
  const day = part('day', groups.day);
  const slot = part('slot', groups.slot);
  return { base, channel, day, slot, residual: product(theta, x) - (base + channel + day + slot) };
}

function product(weights: Float64Array, x: Float64Array): number {
  if (weights.length !== x.length) {
    throw new InvariantError(
      'unreachable',
      `A vector of ${x.length} features met ${weights.length} weights.`,
    );
  }
  return dot(weights, 0, x, 0, x.length);
}
