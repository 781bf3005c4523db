import * as z from 'zod';
import type { HistoryLine } from '../app/history-line.ts';
import { contextSchema } from './decision-request.ts';
import { fieldProblems } from './field-problems.ts';
import { timestampSchema } from './timestamp.ts';

/** One line of a file of historical contacts. */
const historicalContactSchema = z
  .strictObject({
    context: contextSchema,
    action: z.string().min(1).max(130),
    reward: z.number().min(-8).max(8),
    at: timestampSchema,
    propensity: z.number().positive().max(1).exactOptional(),
    propensitySource: z.enum(['logged', 'estimated']).exactOptional(),
  })
  .refine(({ propensity, propensitySource }) => propensity !== undefined || propensitySource === undefined, {
    path: ['propensity'],
    error: 'give the propensity that propensitySource is about',
  });

/** What the line says, or what is wrong with its form; never throws. */
export function readHistoryLine(text: string, number: number): HistoryLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const fix = 'write one JSON object a line';
    return { number, text, contact: [{ pointer: '', problem: 'is no JSON', fix }] };
  }
  const parsed = historicalContactSchema.safeParse(value);
  return { number, text, contact: parsed.success ? parsed.data : fieldProblems(parsed.error.issues, value) };
}
