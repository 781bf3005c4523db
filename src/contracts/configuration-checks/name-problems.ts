import type { Configuration } from '../../core/configuration.ts';
import type { FieldProblem } from '../../core/errors.ts';
import { problem, repeated } from './field-problem.ts';

/** A request excludes channels and windows by name, so the two share one name space. */
export function nameProblems({ channels, windows, purposes }: Configuration): FieldProblem[] {
  return [
    ...repeated(purposes, '/purposes'),
    ...repeated(
      channels.map(({ id }) => id),
      '/channels',
      '/id',
    ),
    ...repeated(
      windows.map(({ id }) => id),
      '/windows',
      '/id',
    ),
    ...windows.flatMap(({ id }, index) =>
      channels.some((channel) => channel.id === String(id))
        ? [
            problem(
              `/windows/${index}/id`,
              `"${id}" is the name of a channel too`,
              'give the window a name of its own',
            ),
          ]
        : [],
    ),
  ];
}
