import { canonicalJson } from '../core/canonical-json.ts';
import type { Configuration } from '../core/configuration.ts';
import { shortHash } from '../core/decision/decision-key.ts';
import type { PolicyBook } from '../core/experiment/policy-book.ts';
import type { ModelId } from '../core/identifiers.ts';
import type { LearnedPolicy, ServedPolicy } from '../core/policy/served-policy.ts';
import type { Sha256 } from './ports/sha256.ts';

/**
 * Under what name the snapshot of a learned policy is looked up: the same settings, the same name, whoever uses them.
 * It can't be the name of a configured model, which has no `~`.
 */
export function challengerName(model: ModelId, policy: LearnedPolicy, sha256: Sha256): ModelId {
  return `${model}~${policy.strategy}-${shortHash(sha256(canonicalJson(policy))).slice(0, 13)}` as ModelId;
}

/** The configuration that builds the policy's snapshots. */
export function configurationOf(configuration: Configuration, policy: LearnedPolicy): Configuration {
  const { strategy, exploration, ridge, halfLifeWeeks } = policy;
  return {
    ...configuration,
    learning: {
      ...configuration.learning,
      strategy,
      ...(ridge === undefined ? {} : { ridge }),
      ...(halfLifeWeeks === undefined ? {} : { halfLifeWeeks }),
    },
    exploration: exploration ?? configuration.exploration,
  };
}

/** A policy with a model of its own. */
export type ModelledPolicy = Extract<ServedPolicy, { readonly kind: 'learned' | 'snapshot' }>;

/** The learned policies that decide or watch: those that need their snapshots built. */
export function challengersOf(book: PolicyBook | undefined): readonly LearnedPolicy[] {
  return modelledPoliciesOf(book).filter((policy): policy is LearnedPolicy => policy.kind === 'learned');
}

/** The policies with models, each once: of what is served, of the shadow, and of experiments that are not over. */
export function modelledPoliciesOf(book: PolicyBook | undefined): readonly ModelledPolicy[] {
  if (book === undefined) return [];
  const policies: readonly (ServedPolicy | undefined)[] = [
    // The one before as well: a rollback must find its snapshot up to date.
    ...book.serving.slice(0, 2).map(({ policy }) => policy),
    book.shadow,
    ...book.experiments
      .filter(({ status }) => status !== 'stopped')
      .flatMap(({ experiment }) => experiment.variants.map(({ policy }) => policy)),
  ];
  const modelled = policies.filter(
    (policy): policy is ModelledPolicy => policy?.kind === 'learned' || policy?.kind === 'snapshot',
  );
  return [...new Map(modelled.map((policy) => [canonicalJson(policy), policy])).values()];
}
