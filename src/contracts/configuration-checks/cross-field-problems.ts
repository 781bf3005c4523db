import type { Configuration } from '../../core/configuration.ts';
import type { FieldProblem } from '../../core/errors.ts';
import { experimentProblems } from './experiment-problems.ts';
import { nameProblems } from './name-problems.ts';
import { capacityProblems, explorationProblems, fallbackProblems } from './policy-problems.ts';
import { rewardProblems } from './reward-problems.ts';
import { ruleProblems } from './rule-problems.ts';
import { windowProblems } from './window-problems.ts';

/** What fields of a well-formed configuration say wrong about each other. */
export function crossFieldProblems(configuration: Configuration): FieldProblem[] {
  return [
    ...nameProblems(configuration),
    ...windowProblems(configuration),
    ...rewardProblems(configuration),
    ...capacityProblems(configuration),
    ...explorationProblems(configuration),
    ...fallbackProblems(configuration),
    ...experimentProblems(configuration),
    ...ruleProblems(configuration),
  ];
}
