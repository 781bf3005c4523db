import type { Command } from 'commander';
import configuration from '../../rapport.config.ts';
import { type Experiments, makeExperiments, type Signed } from '../../src/app/experiments.ts';
import { makePolicies, type Policies } from '../../src/app/policies.ts';
import { instant } from '../../src/core/time/instant.ts';
import { type AuthorshipOptions, requireAuthorship, withAuthorshipOptions } from '../authorship-options.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';

/** Options of commands that only tell what is served to whom. */
export interface ReadOptions extends PlaceOptions {
  readonly json?: true;
}

/** Options of commands that change it. */
export interface ChangeOptions extends ReadOptions, AuthorshipOptions {}

export function withReadOptions(command: Command): Command {
  return withPlaceOptions(command).option('--json', 'print one JSON document');
}

export function withChangeOptions(command: Command): Command {
  return withReadOptions(withAuthorshipOptions(command));
}

/** Both sides of the policy book at the chosen place. */
export interface BookAccess {
  readonly experiments: Experiments;
  readonly policies: Policies;
}

export async function onBook(
  options: PlaceOptions,
  work: (access: BookAccess) => Promise<void>,
): Promise<void> {
  await onPorts(options, async (ports) => {
    const deps = { ...ports, configuration };
    await work({ experiments: makeExperiments(deps), policies: makePolicies(deps) });
  });
}

/** Who signs, now; ends the command as called wrongly when author or reason is missing. */
export function signedNow(options: ChangeOptions, command: Command): Signed {
  return { at: instant(Date.now()), by: requireAuthorship(options, command) };
}
