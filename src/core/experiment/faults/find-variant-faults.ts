import type { FieldProblem } from '../../errors.ts';
import type { Experiment } from '../experiment.ts';
import type { ExperimentFacts } from './experiment-facts.ts';
import { faultIf, findUnknown, outside } from './fault.ts';
import { findPolicyFaults } from './find-policy-faults.ts';

/** More would leave each too little to tell anything. */
const MOST_VARIANTS = 20;
/** Keeps the arithmetic of shares exact. */
const MOST_SHARE = 10_000;

/** Too few or too many variants, their shares and policies, and a control that is none of them. */
export function findVariantFaults(
  { variants, control, role }: Experiment,
  facts: ExperimentFacts,
): readonly FieldProblem[] {
  const least = role === 'test' ? 2 : 1;
  const ids = variants.map(({ id }) => id);
  return [
    ...faultIf(
      variants.length < least || variants.length > MOST_VARIANTS,
      '/variants',
      `has ${variants.length}`,
      `Give ${least} to ${MOST_VARIANTS} variants.`,
    ),
    ...findUnknown([control], ids, 'variant', () => '/control'),
    ...variants.flatMap(({ share, policy }, index) => [
      ...outside(`/variants/${index}/share`, share, { atLeast: 1, atMost: MOST_SHARE }, 'whole number'),
      ...findPolicyFaults(policy, facts, `/variants/${index}/policy`),
    ]),
  ];
}
