import { deflateSync, inflateSync } from 'node:zlib';
import * as z from 'zod';
import { CorruptStateError } from '../../core/errors.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { BookedExperiment, Change, PolicyBook, Serving } from '../../core/experiment/policy-book.ts';
import type { ModelId } from '../../core/identifiers.ts';
import type { ServedPolicy } from '../../core/policy/served-policy.ts';
import { moment, readStored, readStoredJson, text, version } from './stored-values.ts';
import type { Item } from './table.ts';

/**
 * JSON, deflated: experiments that ended stay in the book, and each decision function reads all of it every few seconds,
 * priced by the byte. Two hundred of them are 5 KB instead of 230.
 */
const bookItem = z.looseObject({ book: z.instanceof(Uint8Array), version });
const changeItem = z.looseObject({ change: z.string() });

/** More than an item could hold of the most repetitive text; keeps a damaged one from filling the memory. */
const LONGEST_BYTES = 16 * 1024 * 1024;

const changeBody = having<Change>('version', 'at', 'kind', 'what', 'by');
const experimentBody = having<Experiment>('id', 'layer', 'role', 'slice', 'variants', 'control', 'ramp');

const bookBody: z.ZodType<PolicyBook> = z.strictObject({
  model: text<ModelId>(),
  version,
  serving: z.array(having<Serving>('policy', 'since', 'by')),
  shadow: having<ServedPolicy>('kind').exactOptional(),
  experiments: z.array(
    having<BookedExperiment>('experiment', 'version', 'status', 'proposedBy', 'stopped').refine(
      ({ experiment }) => experimentBody.safeParse(experiment).success,
    ),
  ),
  paused: z.strictObject({ at: moment, why: z.string() }).exactOptional(),
  change: changeBody,
});

export function policyBookAttributes(book: PolicyBook): Item {
  return { book: deflateSync(JSON.stringify(book)), version: book.version };
}

/** @throws {CorruptStateError} `record-corrupt` */
export function policyBookOf(item: Item): PolicyBook {
  const { book } = readStored(bookItem, item, 'policy book');
  return readStoredJson(bookBody, inflate(book), 'policy book');
}

/** @throws {CorruptStateError} `record-corrupt` */
export function changeOf(item: Item): Change {
  return readStoredJson(changeBody, readStored(changeItem, item, 'policy change').change, 'policy change');
}

function inflate(deflated: Uint8Array): string {
  try {
    return inflateSync(deflated, { maxOutputLength: LONGEST_BYTES }).toString('utf8');
  } catch (cause) {
    throw new CorruptStateError('record-corrupt', 'A stored policy book can not be decompressed.', { cause });
  }
}

/**
 * An object that has these members. What is in them was checked when the book was made, and decisions read it with every
 * byte of schema loaded before them.
 */
function having<T extends object>(...members: readonly (keyof T & string)[]): z.ZodType<T> {
  return z.custom<T>(
    (value) =>
      typeof value === 'object' && value !== null && members.every((each) => Object.hasOwn(value, each)),
  );
}
