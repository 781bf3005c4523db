import { InvalidInputError } from '../errors.ts';

const WALL_TIME = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

/**
 * The minutes since midnight that `HH:MM` names, 0 … 1440.
 * @throws {InvalidInputError} `config-invalid` when the text is no such time.
 */
export function minutesOfWallTime(text: string): number {
  if (WALL_TIME.test(text)) return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  throw new InvalidInputError(
    'config-invalid',
    `"${text}" is not a time of day; write it as 08:00, at most 24:00.`,
  );
}
