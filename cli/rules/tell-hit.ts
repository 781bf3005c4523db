import type { Configuration } from '../../src/core/configuration.ts';
import type { RuleHit } from '../../src/core/rules/rule-hit.ts';
import { type KnownRule, knownRules } from './known-rules.ts';

/** A rule's reason with all that a reader needs to look it up. */
export interface ToldHit extends Required<Pick<RuleHit, 'rule' | 'reason'>> {
  /** `none`: no rule of contact but of the request or the service, e.g. an action that was excluded. */
  readonly binding: 'law' | 'policy' | 'none';
  readonly citation?: string;
  readonly confidence?: KnownRule['confidence'] & string;
}

/** Tells hits by the rules that the configuration knows; one of a rule that it doesn't know is told as it is. */
export function hitTeller(configuration: Pick<Configuration, 'rules'>): (hit: RuleHit) => ToldHit {
  const byReference = new Map(knownRules(configuration).map((known) => [known.reference, known]));
  return ({ rule, reason, binding }) => {
    const known = byReference.get(rule);
    return {
      rule,
      reason,
      binding: binding ?? known?.binding ?? 'none',
      ...(known === undefined ? {} : { citation: known.citation }),
      ...(known?.confidence === undefined ? {} : { confidence: known.confidence }),
    };
  };
}
