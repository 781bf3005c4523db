import * as z from 'zod';
import { CorruptStateError } from '../../core/errors.ts';
import type { Instant } from '../../core/time/instant.ts';

/** A non-empty text of a branded type: whoever stored it had made it properly. */
export function text<T extends string = string>(): z.ZodType<T> {
  return z.custom<T>((value) => typeof value === 'string' && value !== '');
}

export const moment: z.ZodType<Instant> = z.custom<Instant>((value) => Number.isSafeInteger(value));

export const version = z.int().min(1);

/** Who and why, in a person's own words. */
export const authorship = z.strictObject({ author: z.string(), reason: z.string() });

/**
 * What the schema says the stored value is.
 * @throws {CorruptStateError} `record-corrupt`, naming what and which part, never the value.
 */
export function readStored<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const part = issue?.path.join('.') ?? '';
  throw new CorruptStateError(
    'record-corrupt',
    `A stored ${what} is not what this program writes, at "${part}"; restore it from a backup (runbook: corrupt-item).`,
    { details: { what, part, problem: issue?.code ?? 'unknown' } },
  );
}

/** The same for a value stored as JSON text. */
export function readStoredJson<T>(schema: z.ZodType<T>, json: string, what: string): T {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new CorruptStateError('record-corrupt', `A stored ${what} is no JSON.`, {
      cause,
      details: { what },
    });
  }
  return readStored(schema, value, what);
}
