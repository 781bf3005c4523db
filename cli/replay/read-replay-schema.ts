import { readWith, violation } from '../../src/contracts/read-with.ts';
import { type ReplaySchema, replaySchemaSchema } from './replay-schema.ts';
import { findSchemaContradictions } from './schema-contradictions.ts';

/**
 * The schema that a file's JSON describes.
 * @throws {InvalidInputError} `config-invalid` with every field at fault and its fix.
 */
export function readReplaySchema(input: unknown): ReplaySchema {
  const schema = readWith(replaySchemaSchema, input, 'config-invalid');
  const problems = findSchemaContradictions(schema);
  if (problems.length > 0) throw violation('config-invalid', problems);
  return schema;
}
