import * as z from 'zod';

export const PROBLEM_TYPE_PREFIX = 'urn:rapport:problem:';

/** The body of every answer that is not a success: RFC 9457, `application/problem+json`. */
export const problemSchema = z
  .strictObject({
    type: z
      .string()
      .meta({ description: `\`${PROBLEM_TYPE_PREFIX}<code>\`; docs/problems.md lists the codes.` }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    requestId: z.string().exactOptional().meta({ description: 'Names this call in the service log.' }),
    errors: z
      .array(
        z.strictObject({
          pointer: z.string().meta({
            description: 'JSON Pointer (RFC 6901) into the body, or into `/path` or `/header`.',
          }),
          problem: z.string(),
          fix: z.string(),
        }),
      )
      .meta({ description: 'Each field at fault with its fix; empty when no single field is.' }),
  })
  .meta({ id: 'Problem', description: 'What went wrong and what to do about it.' });

export type Problem = z.output<typeof problemSchema>;
