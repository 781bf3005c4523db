import * as z from 'zod';
import type { UtcDate } from '../core/time/utc-date.ts';
import { decisionIdSchema } from './identifiers.ts';

/** A UTC day, as the matured log is partitioned by. */
export const utcDateSchema = z.iso
  .date({ error: 'give a day as YYYY-MM-DD' })
  .transform((text) => text as UtcDate);

/** The body of a message on the log queue: a decision whose row may have changed, and the UTC day it was made on. */
export const logMessageSchema = z.strictObject({ decisionId: decisionIdSchema, day: utcDateSchema });
