import * as z from 'zod';
import type { BatchAnswer, BatchRequest } from '../app/decide-batch.ts';
import { AppError } from '../core/errors.ts';
import type { ContactProfile } from '../core/rules/contact-profile.ts';
import { formatInstant } from '../core/time/instant.ts';
import { contactFacts } from './contact-facts.ts';
import { decisionRequestSchema } from './decision-request.ts';
import { nameSchema } from './identifiers.ts';
import { parseJson } from './parse-json.ts';
import { contactEntry } from './past-contact.ts';
import { profileFileSchema } from './profile-file.ts';
import { readWith } from './read-with.ts';
import { dutyView } from './ruling-view.ts';

const KEY_LENGTH = 96;

/** Visible ASCII, so that with the run's name before it, it can be an `Idempotency-Key`. */
const keySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,96}$/, { error: `send 1–${KEY_LENGTH} visible ASCII characters without spaces` });

/** One line of a batch: the question of `POST /v1/decisions` with the facts that the service would look up. */
const batchLineSchema = z.strictObject({
  key: keySchema,
  profile: profileFileSchema,
  ...decisionRequestSchema.pick({ borrower: true, context: true, actions: true, horizonHours: true }).shape,
  purpose: nameSchema.exactOptional(),
});

/** @throws {InvalidInputError} `body-not-json` or `schema-violation` with every field at fault. */
export function readBatchLine(text: string): BatchRequest {
  const { key, borrower, profile, context, actions, purpose, horizonHours } = readWith(
    batchLineSchema,
    parseJson(text, 'The line'),
  );
  const { contacts, ...stated } = profile;
  const facts: ContactProfile = {
    ...contactFacts(stated),
    borrowerId: borrower.id,
    contacts: contacts.map(contactEntry),
  };
  return {
    key,
    profile: facts,
    ...(borrower.accountId === undefined ? {} : { accountId: borrower.accountId }),
    ...(borrower.clusters === undefined ? {} : { clusters: borrower.clusters }),
    context,
    exclude: actions?.exclude ?? [],
    ...(purpose === undefined ? {} : { purpose }),
    ...(horizonHours === undefined ? {} : { horizonHours }),
  };
}

/** The answer as a line of JSON, without its line feed. */
export function writeBatchAnswer(answer: BatchAnswer): string {
  if (answer.status === 'withheld' || answer.window === undefined) return JSON.stringify(answer);
  const { window, forced, ...rest } = answer;
  const { start, end, timeZone } = window;
  return JSON.stringify({
    ...rest,
    window: { start: formatInstant(start), end: formatInstant(end), timeZone },
    ...(forced === undefined ? {} : { forced: dutyView(forced) }),
  });
}

/** What stands in the answer's place for a line that can't be decided about; it has the line's key if that can be read. */
export function writeBatchError(error: unknown, text: string): string {
  if (!(error instanceof AppError)) throw error;
  const { code, message, fields } = error;
  return JSON.stringify({ ...keyOf(text), error: { code, message, fields } });
}

function keyOf(text: string): { readonly key?: string } {
  try {
    const parsed = z.object({ key: keySchema }).safeParse(JSON.parse(text));
    return parsed.success ? { key: parsed.data.key } : {};
  } catch {
    return {};
  }
}
