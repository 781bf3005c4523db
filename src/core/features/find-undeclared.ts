import type { ContextProblem } from './context-problem.ts';
import type { SomeValues } from './feature-schema.ts';
import { jsonPointer } from './json-pointer.ts';
import { isProtectedAttribute } from './protected-attributes.ts';

/** Problems reported one by one; a context with more undeclared fields gets one line for the rest. */
const MOST_REPORTED = 20;
/** No feature's name is longer; longer field names are cut in the report. */
const LONGEST_NAME = 64;

/**
 * A problem for each own field of the context that no feature declares, in the context's order.
 * @param member The member of the input that holds the context.
 */
export function findUndeclared(
  context: SomeValues,
  declared: ReadonlySet<string>,
  member = 'context',
): readonly ContextProblem[] {
  const fields = Object.keys(context);
  if (fields.every((field) => declared.has(field))) return [];
  const undeclared = fields.filter((field) => !declared.has(field));
  const problems = undeclared
    .slice(0, MOST_REPORTED)
    .map((field) => describe(field.slice(0, LONGEST_NAME), declared, member));
  if (undeclared.length > MOST_REPORTED) {
    const problem = `has ${undeclared.length - MOST_REPORTED} more undeclared fields`;
    problems.push({ code: 'feature-unknown', pointer: jsonPointer(member), problem, fix: 'Leave them out.' });
  }
  return problems;
}

function describe(field: string, declared: ReadonlySet<string>, member: string): ContextProblem {
  const pointer = jsonPointer(member, field);
  if (isProtectedAttribute(field)) {
    const problem = 'names a protected attribute or a close proxy of one, which must not reach the policy';
    return {
      code: 'feature-protected',
      pointer,
      problem,
      fix: 'Leave it out; it belongs in the audit store only.',
    };
  }
  const fix = `Leave it out, or declare it; declared are: ${[...declared].join(', ')}.`;
  return { code: 'feature-unknown', pointer, problem: 'is not a declared feature', fix };
}
