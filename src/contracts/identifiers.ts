import * as z from 'zod';
import type {
  BorrowerId,
  ChannelId,
  DecisionId,
  EventId,
  ExperimentId,
  ModelId,
} from '../core/identifiers.ts';

/** Visible ASCII without spaces: what survives headers, logs and queues of every kind unchanged. */
const VISIBLE = /^[\x21-\x7e]{1,128}$/;

/** The servicer's own borrower id. It stands in paths, so it is kept to characters that no URL escapes. */
export const borrowerIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/, {
    error: 'send 1–128 letters, digits, ".", "_", ":" or "-", starting with a letter or digit',
  })
  .transform((text) => text as BorrowerId);

export const accountIdSchema = visibleText();

export const eventIdSchema = visibleText().transform((text) => text as EventId);

export const decisionIdSchema = z
  .string()
  .regex(/^d_[a-z2-7]{26}$/, { error: 'send the decisionId of an earlier answer: d_ and 26 characters' })
  .transform((text) => text as DecisionId);

/** A word of the configuration or of its rules, e.g. a purpose, a channel or an event type. */
export const nameSchema = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, {
  error: 'send 1–64 lower-case letters, digits or "-", starting with a letter',
});

export const modelIdSchema = nameSchema.transform((text) => text as ModelId);

export const experimentIdSchema = nameSchema.transform((text) => text as ExperimentId);

export const channelIdSchema = nameSchema.transform((text) => text as ChannelId);

function visibleText() {
  return z.string().regex(VISIBLE, { error: 'send 1–128 visible ASCII characters without spaces' });
}
