import * as z from 'zod';
import type { PastRowView } from '../app/search/past-row.ts';
import { InvalidInputError } from '../core/errors.ts';
import { maturedRowSchema } from './matured-row.ts';

/** What of a row of the matured log policies are learned and judged by; the rest of the row is not read. */
const pastRowSchema = z.object(
  maturedRowSchema.pick({
    decisionId: true,
    borrowerId: true,
    decidedAt: true,
    features: true,
    distribution: true,
    action: true,
    channel: true,
    propensity: true,
    cost: true,
    strategy: true,
    variant: true,
    training: true,
    rewardWindowEndsAt: true,
    events: true,
    attributed: true,
    reward: true,
    seq: true,
  }).shape,
);

/**
 * A line of the matured log.
 * @throws {InvalidInputError} `schema-violation` with the line's number and the field at fault.
 */
export function readPastRow(line: string, number: number): PastRowView {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw fault(number, 'is not JSON', { cause });
  }
  const read = pastRowSchema.safeParse(value);
  if (read.success) return read.data;
  const [first] = read.error.issues;
  throw fault(number, `has a wrong /${first?.path.join('/') ?? ''}: ${first?.message ?? ''}`, {});
}

function fault(number: number, problem: string, options: { readonly cause?: unknown }): InvalidInputError {
  return new InvalidInputError(
    'schema-violation',
    `Line ${number} of the log ${problem}. Give a matured log as docs/matured-log.md describes it, e.g. from: npx rapport export`,
    options,
  );
}
