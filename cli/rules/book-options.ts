import { type Command, InvalidArgumentError } from 'commander';
import running from '../../rapport.config.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import type { PackId } from '../../src/core/rules/rule-settings.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { PACK_IDS } from './known-rules.ts';

/** Which rules a command works by. */
export interface BookOptions {
  readonly config?: string;
  readonly pack?: readonly PackId[];
}

export function withConfigOption(command: Command): Command {
  return command.option(
    '--config <file>',
    'the configuration whose rules are meant (default: rapport.config.ts)',
  );
}

export async function chosenConfiguration({ config }: BookOptions): Promise<Configuration> {
  return config === undefined ? running : await loadConfiguration(config);
}

/** Reads one value of an option that may be given several times. */
export function packOption(text: string, before: readonly PackId[] = []): readonly PackId[] {
  const pack = PACK_IDS.find((id) => id === text);
  if (pack === undefined) throw new InvalidArgumentError(`Packs are ${PACK_IDS.join(', ')}.`);
  return [...before, pack];
}
