import { InvalidInputError } from '../errors.ts';

/**
 * The minutes since midnight that `HH:MM` names, 0 … 1440.
 * @throws {InvalidInputError} `config-invalid` when the text is no such time.
 */
export function minutesOfWallTime(text: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  if (!(total <= 1_440)) {
    throw new InvalidInputError(
      'config-invalid',
      `"${text}" is not a time of day; write it as 08:00, at most 24:00.`,
    );
  }
  return total;
}
