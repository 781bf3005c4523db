import { CorruptStateError } from '../errors.ts';

/** The readers below return a JSON value as the type they name, or throw `snapshot-corrupt` naming where it stands. */

export function readObject(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw corruptSnapshot(`${where} is not an object`);
  return value;
}

export function readArray<T>(
  value: unknown,
  where: string,
  read: (item: unknown, where: string) => T,
): readonly T[] {
  if (!Array.isArray(value)) throw corruptSnapshot(`${where} is not a list`);
  return value.map((item: unknown, index) => read(item, `${where}/${index}`));
}

export function readText(value: unknown, where: string): string {
  if (typeof value !== 'string') throw corruptSnapshot(`${where} is not a text`);
  return value;
}

export function readNumber(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw corruptSnapshot(`${where} is not a finite number`);
  return value;
}

export function corruptSnapshot(problem: string): CorruptStateError {
  return new CorruptStateError(
    'snapshot-corrupt',
    `The snapshot is damaged: ${problem}; publish it again, or serve the one before it.`,
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
