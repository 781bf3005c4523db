import type { Configuration } from '../../core/configuration.ts';
import type { FieldProblem } from '../../core/errors.ts';
import { problem } from './field-problem.ts';
import { lawProblems } from './law-problems.ts';
import { overrideProblems } from './override-problems.ts';

export function ruleProblems(configuration: Configuration): FieldProblem[] {
  return [...capProblems(configuration), ...lawProblems(configuration), ...overrideProblems(configuration)];
}

function capProblems({ channels, rules }: Configuration): FieldProblem[] {
  const ids = channels.map(({ id }) => id);
  return [
    ...rules.caps.flatMap(({ id }, index) =>
      id === rules.quietHours.id || rules.caps.findIndex((cap) => cap.id === id) < index
        ? [
            problem(
              `/rules/caps/${index}/id`,
              `"${id}" is the id of another rule`,
              'give each rule an id of its own',
            ),
          ]
        : [],
    ),
    ...rules.caps.flatMap((cap, index) =>
      (cap.channels ?? []).flatMap((channel, position) =>
        ids.includes(channel)
          ? []
          : [
              problem(
                `/rules/caps/${index}/channels/${position}`,
                `"${channel}" is no channel`,
                `use one of ${ids.join(', ')}`,
              ),
            ],
      ),
    ),
  ];
}
