import * as z from 'zod';
import type { QueueName } from '../../src/app/ports/parking-lot.ts';
import { fieldProblems } from '../../src/contracts/field-problems.ts';
import { violation } from '../../src/contracts/read-with.ts';
import { ENV } from '../../src/shared-names.ts';

const arn = z.string().regex(/^arn:/, { error: 'set it to the ARN of the dead-letter queue' });

const variablesSchema = z.object({
  [ENV.outcomesDeadLettersArn]: arn,
  [ENV.creditsDeadLettersArn]: arn,
  [ENV.featuresDeadLettersArn]: arn,
  [ENV.logDeadLettersArn]: arn,
});

/**
 * The work queue behind each dead-letter queue, by the dead-letter queue's ARN.
 * @throws {InvalidInputError} `config-invalid`, naming every variable that is missing or wrong.
 */
export function deadLetterQueues(
  variables: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<string, QueueName> {
  const parsed = variablesSchema.safeParse(variables);
  if (!parsed.success) throw violation('config-invalid', fieldProblems(parsed.error.issues, variables));
  return new Map<string, QueueName>([
    [parsed.data[ENV.outcomesDeadLettersArn], 'outcomes'],
    [parsed.data[ENV.creditsDeadLettersArn], 'credits'],
    [parsed.data[ENV.featuresDeadLettersArn], 'features'],
    [parsed.data[ENV.logDeadLettersArn], 'log'],
  ]);
}
