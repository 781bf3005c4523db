import { setFault } from './set-fault.ts';

const SHOWN = 60;

/**
 * The position of the label column: by its name, or else its position from 1, or `last`.
 * @throws {InvalidInputError} `schema-violation` with the columns there are.
 */
export function findLabelColumn(names: readonly string[], label: string, path: string): number {
  const named = names.indexOf(label);
  if (named >= 0) return named;
  if (label === 'last' && names.length > 0) return names.length - 1;
  const position = Number(label);
  if (/^\d+$/.test(label) && position >= 1 && position <= names.length) return position - 1;
  const more = names.length > SHOWN ? `, … (${names.length} in all)` : '';
  throw setFault(
    path,
    `has no column "${label}"`,
    `Its columns are ${names.slice(0, SHOWN).join(', ')}${more}; give a name, a position from 1 or "last".`,
  );
}
