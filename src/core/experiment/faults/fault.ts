import type { FieldProblem } from '../../errors.ts';
import type { NumberRange } from '../../inference/require-number.ts';

/** A list of one fault, or of none when all is well. */
export function faultIf(isFaulty: boolean, pointer: string, problem: string, fix: string): FieldProblem[] {
  return isFaulty ? [{ pointer, problem, fix }] : [];
}

/** A fault for each text that was there before. */
export function findRepeated(texts: readonly string[], pointerTo: (index: number) => string): FieldProblem[] {
  return texts.flatMap((text, index) =>
    faultIf(
      texts.indexOf(text) < index,
      pointerTo(index),
      `"${text}" is there before`,
      'Remove or rename one of the two.',
    ),
  );
}

/** A fault for each text that is not among those that are known. */
export function findUnknown(
  texts: readonly string[],
  known: readonly string[],
  what: string,
  pointerTo: (index: number) => string,
): FieldProblem[] {
  return texts.flatMap((text, index) =>
    faultIf(
      !known.includes(text),
      pointerTo(index),
      `"${text}" is no ${what}`,
      `Use one of ${known.join(', ')}.`,
    ),
  );
}

/** A fault when a number that is given lies outside its range, or is not whole where it must be. */
export function outside(
  pointer: string,
  value: number | undefined,
  { above, below, atLeast, atMost }: NumberRange,
  kind: 'number' | 'whole number' = 'number',
): FieldProblem[] {
  if (value === undefined) return [];
  const isWithin =
    (kind === 'number' ? Number.isFinite(value) : Number.isSafeInteger(value)) &&
    (above === undefined || value > above) &&
    (below === undefined || value < below) &&
    (atLeast === undefined || value >= atLeast) &&
    (atMost === undefined || value <= atMost);
  const bounds = [
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
    ...(atMost === undefined ? [] : [`at most ${atMost}`]),
  ];
  return faultIf(!isWithin, pointer, `is ${value}`, `Give a ${kind} ${bounds.join(' and ')}.`);
}
