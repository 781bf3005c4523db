import * as z from 'zod';
import { decisionIdSchema } from './identifiers.ts';

/** The body of a message on the credits queue: a decision that owes the model a credit. */
export const creditMessageSchema = z.strictObject({ decisionId: decisionIdSchema });
