import type { EstimatorName } from '../../src/core/evaluation/suite.ts';

/** Every estimator in the order it is told in, from the log alone to more and more of a model. */
export const ESTIMATORS: readonly { readonly name: EstimatorName; readonly words: string }[] = [
  { name: 'ips', words: 'IPS' },
  { name: 'clipped-ips', words: 'IPS, weights cut at 10' },
  { name: 'snips', words: 'self-normalised IPS' },
  { name: 'dm', words: 'direct method' },
  { name: 'dr', words: 'doubly robust' },
  { name: 'sndr', words: 'self-normalised doubly robust' },
  { name: 'switch-dr', words: 'Switch-DR' },
  { name: 'dr-os', words: 'DR, optimistic shrinkage' },
  { name: 'cab', words: 'continuous adaptive blending' },
  { name: 'mips-channel', words: 'marginal IPS over channels' },
  { name: 'mips-window', words: 'marginal IPS over windows' },
];
