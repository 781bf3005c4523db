import { InvalidArgumentError } from 'commander';

/** Where an option's number has to lie; a bound that is absent is infinite. */
export interface OptionRange {
  readonly above?: number;
  readonly atLeast?: number;
  readonly below?: number;
}

/** Reads an option's value as a finite number within the range, or refuses it with that range. */
export function numberOption({ above, atLeast, below }: OptionRange): (text: string) => number {
  const wanted = [
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
  ].join(' and ');
  return (text) => {
    const value = Number(text);
    const isWithin =
      (above === undefined || value > above) &&
      (atLeast === undefined || value >= atLeast) &&
      (below === undefined || value < below);
    if (text.trim() !== '' && Number.isFinite(value) && isWithin) return value;
    throw new InvalidArgumentError(`Give a number ${wanted}.`);
  };
}
