import { ConflictError, type FieldProblem, InvalidInputError } from '../core/errors.ts';
import type { EncodedContact } from './check-history.ts';
import type { HistoryLine } from './history-line.ts';
import type { Import, PropensityLabel } from './ports/import-registry.ts';

/** The most that all rows support. */
export function strongestLabel({
  estimated,
  none,
}: Record<EncodedContact['propensity'], number>): PropensityLabel {
  if (none > 0) return 'absent';
  return estimated > 0 ? 'estimated' : 'known';
}

/** What keeps a row from being what the label says of all of them. */
export function labelFaults(
  label: PropensityLabel | undefined,
  { propensity }: EncodedContact,
): readonly FieldProblem[] {
  if (label === 'known' && propensity !== 'logged') {
    return [
      {
        pointer: propensity === 'none' ? '/propensity' : '/propensitySource',
        problem:
          propensity === 'none'
            ? 'is missing, though the label is known'
            : 'is not "logged", though the label is known',
        fix: 'give the probability that was logged, or import with --label estimated or absent',
      },
    ];
  }
  if (label === 'estimated' && propensity === 'none') {
    const fix = 'give its estimate, or import with --label absent';
    return [{ pointer: '/propensity', problem: 'is missing, though the label is estimated', fix }];
  }
  return [];
}

const NAME = /^[a-z][a-z0-9-]{0,63}$/;

/** @throws {InvalidInputError} `schema-violation` for a name or a weight that can't be used. */
export function checkSettings({ name, weight }: { readonly name: string; readonly weight?: number }): void {
  const fields: FieldProblem[] = [];
  if (!NAME.test(name)) {
    const fix = 'use 1–64 lower-case letters, digits or "-", starting with a letter';
    fields.push({ pointer: '--name', problem: 'is no usable name', fix });
  }
  if (weight !== undefined && !(weight > 0 && weight <= 1)) {
    fields.push({ pointer: '--weight', problem: `is ${weight}`, fix: 'give a number above 0, at most 1' });
  }
  if (fields.length > 0) throw unusable('The import can not be named or weighted so', fields);
}

/**
 * No contact may count twice: not one file under two names, nor two files under one.
 * @throws {ConflictError} `import-exists`
 */
export function refuseDoubles(name: string, digest: string, known: readonly Import[]): void {
  const same = known.find((entry) => entry.name === name);
  if (same !== undefined && same.digest !== digest) {
    throw new ConflictError(
      'import-exists',
      `The name ${name} is taken by another file; choose another --name, or first: npx rapport warm-start remove ${name}`,
    );
  }
  const twin = known.find((entry) => entry.name !== name && entry.digest === digest);
  if (twin !== undefined) {
    throw new ConflictError(
      'import-exists',
      `This very file is imported already, as ${twin.name}: its contacts would count twice.`,
    );
  }
}

export function onLine({ pointer, problem, fix }: FieldProblem, { number }: HistoryLine): FieldProblem {
  return { pointer: `line ${number} ${pointer}`, problem, fix };
}

export function unusable(what: string, fields: readonly FieldProblem[]): InvalidInputError {
  return new InvalidInputError('schema-violation', `${what}; nothing was imported.`, { fields });
}
