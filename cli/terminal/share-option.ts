import { InvalidArgumentError } from 'commander';

/** Reads an option's share, from 0 to 1. */
export function shareOption(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Give a number from 0 to 1, e.g. 0.05 for 5 %.');
}
