import type { Configuration } from '../../core/configuration.ts';
import type { FieldProblem } from '../../core/errors.ts';
import { actionId, NO_CONTACT } from '../../core/identifiers.ts';
import { WHOLE } from '../../core/policy/distribution.ts';
import { contactsPerDay, MOST_CONTACTS_PER_DAY } from '../../core/rules/capacity.ts';
import { problem, repeated } from './field-problem.ts';

/** The floor must give every action at least one of the 2³² parts of the probability. */
export function explorationProblems({
  channels,
  windows,
  noContact,
  exploration,
  fallback,
}: Configuration): FieldProblem[] {
  const actions = channels.length * windows.length + (noContact.enabled ? 1 : 0);
  const least = actions / WHOLE;
  const { start, floor } = exploration.epsilon;
  const rising =
    floor > start
      ? [
          problem(
            '/exploration/epsilon/floor',
            `${floor} is above the start ${start}`,
            'let ε fall, not rise',
          ),
        ]
      : [];
  const tooSmall = [
    ['/exploration/epsilon/floor', floor] as const,
    ['/fallback/epsilon', fallback.epsilon] as const,
  ].flatMap(([pointer, epsilon]) =>
    epsilon < least
      ? [problem(pointer, `${epsilon} is too small for ${actions} actions`, `use at least ${least}`)]
      : [],
  );
  return [...rising, ...tooSmall];
}

/** A contact can't use more of a day than the day has, and what is plenty is not scarce. */
export function capacityProblems({ channels }: Configuration): FieldProblem[] {
  return channels.flatMap(({ capacity }, index) => {
    if (capacity === undefined) return [];
    const contacts = contactsPerDay(capacity);
    if (contacts < 1) {
      return [
        problem(
          `/channels/${index}/capacity/perContact`,
          `${capacity.perContact} is more than the ${capacity.perDay} of a day: no contact would ever be made`,
          'give both in the same unit, or take the channel out',
        ),
      ];
    }
    return contacts > MOST_CONTACTS_PER_DAY
      ? [
          problem(
            `/channels/${index}/capacity/perDay`,
            `allows ${contacts} contacts a day, more than can be booked one by one`,
            `leave the capacity out, or give one that allows at most ${MOST_CONTACTS_PER_DAY} contacts`,
          ),
        ]
      : [];
  });
}

export function fallbackProblems({ channels, windows, noContact, fallback }: Configuration): FieldProblem[] {
  const known = new Set(channels.flatMap(({ id }) => windows.map((window) => actionId(id, window.id))));
  if (noContact.enabled) known.add(NO_CONTACT);
  return [
    ...repeated(fallback.order, '/fallback/order'),
    ...fallback.order.flatMap((action, index) =>
      known.has(action)
        ? []
        : [
            problem(
              `/fallback/order/${index}`,
              `"${action}" is no action`,
              'use <channel>@<window> of a channel and a window above',
            ),
          ],
    ),
  ];
}
