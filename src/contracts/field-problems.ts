import type * as z from 'zod';
import type { FieldProblem } from '../core/errors.ts';
import { jsonPointer } from '../core/features/json-pointer.ts';

/** A request with more faults than this is better read from the contract than from a list. */
const LISTED = 50;
/** Names come from the caller, so an answer repeats only so much of one. */
const NAME_LENGTH = 64;

/**
 * What is wrong with an input, field by field, from what zod found. Values are never repeated: they may be
 * borrower data. At most 50 problems.
 */
export function fieldProblems(issues: readonly z.core.$ZodIssue[], input: unknown): FieldProblem[] {
  return issues.flatMap((issue) => problemsOf(issue, input)).slice(0, LISTED);
}

/** The RFC 6901 JSON Pointer of a path. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return jsonPointer(...path.map((step) => shorten(String(step))));
}

function problemsOf(issue: z.core.$ZodIssue, input: unknown): FieldProblem[] {
  const pointer = pointerTo(issue.path);
  switch (issue.code) {
    case 'invalid_type':
      return [typeProblem(pointer, valueAt(input, issue.path), nounOf(issue.expected))];
    case 'invalid_union':
      return [typeProblem(pointer, valueAt(input, issue.path), issue.message)];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        pointer: pointerTo([...issue.path, key]),
        problem: 'is not a member that exists here',
        fix: 'remove it or correct its name; GET /openapi.json lists the members',
      }));
    case 'invalid_key':
      return [{ pointer, problem: 'has a name that is not allowed', fix: firstMessage(issue.issues) }];
    case 'invalid_format':
      return [{ pointer, problem: 'is not written as it must be', fix: issue.message }];
    case 'invalid_value':
      return [
        {
          pointer,
          problem: 'is not one of the values allowed',
          fix: `use ${issue.values.map(String).join(' or ')}`,
        },
      ];
    case 'too_small':
      return [
        {
          pointer,
          problem: 'is below the least allowed',
          fix: bound(issue, issue.minimum, 'at least', 'more than'),
        },
      ];
    case 'too_big':
      return [
        {
          pointer,
          problem: 'is above the most allowed',
          fix: bound(issue, issue.maximum, 'at most', 'less than'),
        },
      ];
    case 'not_multiple_of':
      return [{ pointer, problem: 'is not a multiple', fix: `send a multiple of ${issue.divisor}` }];
    case 'invalid_element':
    case 'custom':
      return [{ pointer, problem: 'is not allowed here', fix: issue.message }];
    default:
      return issue satisfies never;
  }
}

function typeProblem(pointer: string, value: unknown, wanted: string): FieldProblem {
  const problem = value === undefined ? 'is missing' : `is ${kindOf(value)}`;
  return { pointer, problem, fix: `send ${wanted}` };
}

function bound(
  issue: { origin: string; inclusive?: boolean | undefined },
  limit: number | bigint,
  inclusive: string,
  exclusive: string,
): string {
  const unit = UNITS[issue.origin] ?? '';
  return `send ${issue.inclusive === false ? exclusive : inclusive} ${limit}${unit}`;
}

const UNITS: Readonly<Record<string, string>> = {
  string: ' characters',
  array: ' items',
  object: ' members',
};

const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a finite number, not in quotes',
  int: 'a whole number, not in quotes',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function nounOf(expected: string): string {
  return NOUNS[expected] ?? expected;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return 'a text';
    case 'number':
      return Number.isFinite(value) ? 'a number' : 'a number too large to be represented';
    case 'boolean':
      return 'true or false';
    default:
      return 'an object';
  }
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

function firstMessage(issues: readonly z.core.$ZodIssue[]): string {
  return issues[0]?.message ?? 'use a shorter name';
}

function shorten(name: string): string {
  return name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH)}…` : name;
}
