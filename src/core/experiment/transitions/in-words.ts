import type { ServedPolicy } from '../../policy/served-policy.ts';
import { formatInstant } from '../../time/instant.ts';
import type { Experiment } from '../experiment.ts';

/** A share as a percentage with up to four digits behind the point. */
export function percent(share: number): string {
  return `${Math.round(share * 1e6) / 1e4} %`;
}

/** A ramp's steps: `5 % from 2026-11-27T06:00:00.000Z, 100 % from …`. */
export function rampInWords(ramp: Experiment['ramp']): string {
  if (ramp.length === 0) return 'nobody';
  return ramp.map(({ from, share }) => `${percent(share)} from ${formatInstant(from)}`).join(', ');
}

/** Variants with their shares, and the ramp. */
export function inWords({ variants, ramp }: Experiment): string {
  const shares = variants.map(({ id, share }) => `${id} ${share}`).join(' : ');
  return `${shares}; ${rampInWords(ramp)}`;
}

/** A policy in a few words. */
export function policyInWords(policy: ServedPolicy): string {
  switch (policy.kind) {
    case 'configured':
      return 'the configured policy';
    case 'fixed-rules':
      return policy.order === undefined ? 'the approved rules' : 'an order of fixed rules';
    case 'uniform':
      return 'the uniform policy';
    case 'no-contact':
      return 'no contact';
    case 'snapshot':
      return `snapshot ${policy.snapshot}`;
    case 'learned':
      return `strategy ${policy.strategy}`;
  }
}
