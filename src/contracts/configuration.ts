import type { Configuration } from '../core/configuration.ts';
import { validateFeatureSchema } from '../core/features/validate-feature-schema.ts';
import { crossFieldProblems } from './configuration-checks/cross-field-problems.ts';
import { configurationSchema } from './configuration-schema.ts';
import { fieldProblems } from './field-problems.ts';
import type { Plain } from './plain.ts';
import { violation } from './read-with.ts';

/** What a person writes in `rapport.config.ts`: {@link Configuration} with plain texts for ids. */
export type ConfigurationInput = Plain<Configuration>;

/**
 * The configuration, checked; the only way to make one.
 * @throws {InvalidInputError} `config-invalid`, listing every field at fault with its fix.
 */
export function defineConfiguration(input: ConfigurationInput): Configuration {
  const parsed = configurationSchema.safeParse(input);
  if (!parsed.success) throw violation('config-invalid', fieldProblems(parsed.error.issues, input));
  const configuration = branded(parsed.data);
  const problems = [
    ...crossFieldProblems(configuration),
    ...validateFeatureSchema(configuration.features).map((each) => ({
      ...each,
      pointer: `/features${each.pointer}`,
    })),
  ];
  if (problems.length > 0) throw violation('config-invalid', problems);
  return configuration;
}

/** The ids in it have the syntax that the schema demands. */
function branded(input: ConfigurationInput): Configuration {
  return input as Configuration;
}
