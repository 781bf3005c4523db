import type { Configuration } from '../../core/configuration.ts';
import type { FieldProblem } from '../../core/errors.ts';
import { problem, repeated } from './field-problem.ts';

export function windowProblems({ windows, rules }: Configuration): FieldProblem[] {
  const { quietHours, minimumWindowMinutes } = rules;
  const problems = windows.flatMap(({ days, start, end }, index) => {
    const at = `/windows/${index}`;
    if (minutes(start) >= minutes(end))
      return [
        problem(
          `${at}/end`,
          `${end} is not after ${start}`,
          'end it later on the same day; a window does not cross midnight',
        ),
      ];
    const lawful =
      Math.min(minutes(end), minutes(quietHours.end)) - Math.max(minutes(start), minutes(quietHours.start));
    if (lawful <= 0 || lawful < minimumWindowMinutes) {
      return [
        problem(
          at,
          `of ${start} to ${end}, contact is lawful for ${Math.max(0, lawful)} minutes: it could never be used`,
          `leave at least ${minimumWindowMinutes} minutes between ${quietHours.start} and ${quietHours.end}`,
        ),
      ];
    }
    return repeated(days, `${at}/days`);
  });
  if (minutes(quietHours.start) < minutes(quietHours.end)) return problems;
  return [
    problem(
      '/rules/quietHours/end',
      'is not after start',
      'give the lawful hours of one day, e.g. 08:00 to 21:00',
    ),
  ];
}

/** Minutes since midnight of a checked `HH:MM`. */
function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
