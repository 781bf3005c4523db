import type { FieldProblem } from '../../core/errors.ts';

export function problem(pointer: string, what: string, fix: string): FieldProblem {
  return { pointer, problem: what, fix };
}

/** A problem for each name that was there before. */
export function repeated(names: readonly string[], pointer: string, member = ''): FieldProblem[] {
  return names.flatMap((each, index) =>
    names.indexOf(each) === index
      ? []
      : [
          problem(
            `${pointer}/${index}${member}`,
            `"${each}" is there twice`,
            'remove or rename one of the two',
          ),
        ],
  );
}
