import { InvalidArgumentError } from 'commander';

/** Reads an option's numbers, parted by commas. @param isAllowed What each must be, as `words` say. */
export function numberList(
  isAllowed: (value: number) => boolean,
  words: string,
): (text: string) => readonly number[] {
  return (text) => {
    const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
    if (values.every((value) => Number.isFinite(value) && isAllowed(value))) return [...new Set(values)];
    throw new InvalidArgumentError(`Give ${words}, parted by commas.`);
  };
}
