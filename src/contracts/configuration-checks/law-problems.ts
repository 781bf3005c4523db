import type { Configuration } from '../../core/configuration.ts';
import type { FieldProblem } from '../../core/errors.ts';
import { jsonPointer } from '../../core/features/json-pointer.ts';
import { isKnownPurpose } from '../../core/rules/contact-question.ts';
import { mediumOf } from '../../core/rules/rule-book.ts';
import { problem, repeated } from './field-problem.ts';

/** What the packs must be told to judge a contact: how each channel reaches a person, and what each purpose is. */
export function lawProblems({ channels, purposes, rules }: Configuration): FieldProblem[] {
  const { packs = [], purposes: explained = {} } = rules;
  const strangers = Object.keys(explained)
    .filter((purpose) => !purposes.includes(purpose))
    .map((purpose) =>
      problem(
        jsonPointer('rules', 'purposes', purpose),
        `"${purpose}" is no purpose`,
        `use one of ${purposes.join(', ')}`,
      ),
    );
  if (packs.length === 0) return strangers;
  return [
    ...repeated(packs, '/rules/packs'),
    ...strangers,
    ...channels.flatMap((channel, index) =>
      mediumOf(channel) === undefined
        ? [
            problem(
              `/channels/${index}/medium`,
              `is missing: the rules of a pack can't tell how "${channel.id}" reaches a person`,
              'add medium: call, text, email, mail or push',
            ),
          ]
        : [],
    ),
    ...purposes.flatMap((purpose, index) =>
      Object.hasOwn(explained, purpose) || isKnownPurpose(purpose)
        ? []
        : [
            problem(
              `/purposes/${index}`,
              `the law knows no "${purpose}"`,
              `say what it is in rules.purposes, e.g. { '${purpose}': 'collection' }: servicing, collection, solicitation or required`,
            ),
          ],
    ),
  ];
}
