import type { Configuration, FallbackRules } from '../../core/configuration.ts';
import type { StrategyName } from '../../core/policy/strategy.ts';

/** A policy to be valued, as it is asked for. */
export type TargetSpec =
  | { readonly kind: 'uniform' | 'logged' | 'shadow' }
  | { readonly kind: 'constant'; readonly action: string }
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'rules'; readonly order: readonly string[]; readonly epsilon: number }
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'strategy'; readonly strategy: StrategyName }
  | { readonly kind: 'configuration'; readonly configuration: Configuration }
  | { readonly kind: 'snapshot'; readonly bytes: Uint8Array };

export interface NamedTarget {
  /** As it was asked for. */
  readonly name: string;
  readonly spec: TargetSpec;
}

/** A policy with everything it answers by; as data, so that it can pass between threads. */
export type ReadyTarget = { readonly name: string } & (
  | Extract<TargetSpec, { readonly kind: 'uniform' | 'logged' | 'shadow' }>
  | Extract<TargetSpec, { readonly kind: 'constant' }>
  | Extract<TargetSpec, { readonly kind: 'channel' }>
  | Extract<TargetSpec, { readonly kind: 'rules' }>
  | Extract<TargetSpec, { readonly kind: 'column' }>
  | { readonly kind: 'model'; readonly bytes: Uint8Array; readonly fallback: FallbackRules }
);
