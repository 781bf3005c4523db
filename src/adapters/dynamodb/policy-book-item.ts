import * as z from 'zod';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { BookedExperiment, Change, PolicyBook, Serving } from '../../core/experiment/policy-book.ts';
import type { ModelId } from '../../core/identifiers.ts';
import type { ServedPolicy } from '../../core/policy/served-policy.ts';
import { moment, readStored, readStoredJson, text, version } from './stored-values.ts';
import type { Item } from './table.ts';

/** Both hold JSON: as attributes they would be a tree for every condition of every experiment, priced by the byte. */
const bookItem = z.looseObject({ book: z.string(), version });
const changeItem = z.looseObject({ change: z.string() });

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
  return { book: JSON.stringify(book), version: book.version };
}

/** @throws {CorruptStateError} `record-corrupt` */
export function policyBookOf(item: Item): PolicyBook {
  return readStoredJson(bookBody, readStored(bookItem, item, 'policy book').book, 'policy book');
}

/** @throws {CorruptStateError} `record-corrupt` */
export function changeOf(item: Item): Change {
  return readStoredJson(changeBody, readStored(changeItem, item, 'policy change').change, 'policy change');
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
