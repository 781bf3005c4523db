import { InvalidArgumentError } from 'commander';

/** Reads an option's value as a number within (above, below), or refuses it with that range. */
export function numberBetween(above: number, below: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value > above && value < below) return value;
    const most = below === Number.POSITIVE_INFINITY ? '' : ` and below ${below}`;
    throw new InvalidArgumentError(`Give a number above ${above}${most}.`);
  };
}
