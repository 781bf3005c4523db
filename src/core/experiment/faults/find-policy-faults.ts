import type { FieldProblem } from '../../errors.ts';
import { NO_CONTACT } from '../../identifiers.ts';
import { WHOLE } from '../../policy/distribution.ts';
import type { LearnedPolicy, ServedPolicy } from '../../policy/served-policy.ts';
import { LADDER, SERVABLE_STRATEGIES } from '../../policy/strategy.ts';
import type { ExperimentFacts } from './experiment-facts.ts';
import { faultIf, findRepeated, findUnknown, outside } from './fault.ts';

type PolicyFacts = Pick<ExperimentFacts, 'actions'>;

/**
 * Everything that keeps a policy from deciding or watching under a configuration; none when fine. Whether a snapshot is
 * stored is not told here.
 * @param pointer Where the policy stands in the input.
 */
export function findPolicyFaults(
  policy: ServedPolicy,
  facts: PolicyFacts,
  pointer: string,
): readonly FieldProblem[] {
  switch (policy.kind) {
    case 'configured':
    case 'uniform':
      return [];
    case 'no-contact':
      return faultIf(
        !facts.actions.includes(NO_CONTACT),
        `${pointer}/kind`,
        '"no-contact" is no action of this configuration',
        'Set noContact.enabled, or name another policy.',
      );
    case 'fixed-rules':
      return [
        ...findUnknown(policy.order ?? [], facts.actions, 'action', (index) => `${pointer}/order/${index}`),
        ...findRepeated(policy.order ?? [], (index) => `${pointer}/order/${index}`),
        ...floorFaults(policy.epsilon, facts, `${pointer}/epsilon`),
      ];
    case 'snapshot':
      return faultIf(
        !/^sha256:[0-9a-f]{64}$/.test(policy.snapshot),
        `${pointer}/snapshot`,
        'is no snapshot id',
        'Give "sha256:" and 64 hexadecimal digits, as a decision or GET /v1/health tells it.',
      );
    case 'learned':
      return findLearnedFaults(policy, facts, pointer);
  }
}

function findLearnedFaults(
  { strategy, exploration, ridge, halfLifeWeeks }: LearnedPolicy,
  facts: PolicyFacts,
  pointer: string,
): readonly FieldProblem[] {
  const { beta, gamma, epsilon } = exploration ?? {};
  return [
    ...faultIf(
      !LADDER[strategy].validPropensities,
      `${pointer}/strategy`,
      `"${strategy}" gives eligible actions probability 0, so that nothing could be valued by its decisions`,
      `Use one of ${SERVABLE_STRATEGIES.join(', ')}.`,
    ),
    ...outside(`${pointer}/ridge`, ridge, { above: 0 }),
    ...outside(`${pointer}/halfLifeWeeks`, halfLifeWeeks, { atLeast: 1 }, 'whole number'),
    ...outside(`${pointer}/exploration/beta`, beta, { atLeast: 0 }),
    ...outside(`${pointer}/exploration/gamma`, gamma, { atLeast: 0 }),
    ...outside(`${pointer}/exploration/epsilon/halfway`, epsilon?.halfway, { above: 0 }),
    ...outside(`${pointer}/exploration/epsilon/start`, epsilon?.start, { above: 0, atMost: 1 }),
    ...(epsilon !== undefined && epsilon.floor > epsilon.start
      ? outside(`${pointer}/exploration/epsilon/floor`, epsilon.floor, { atMost: epsilon.start })
      : floorFaults(epsilon?.floor, facts, `${pointer}/exploration/epsilon/floor`)),
  ];
}

/** The floor must give every action at least one of the 2³² parts of the probability. */
function floorFaults(
  epsilon: number | undefined,
  { actions }: PolicyFacts,
  pointer: string,
): readonly FieldProblem[] {
  return outside(pointer, epsilon, { atLeast: actions.length / WHOLE, atMost: 1 });
}
