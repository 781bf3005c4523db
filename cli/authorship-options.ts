import type { Command } from 'commander';
import type { Authorship } from '../src/app/ports/model-store.ts';

/** Options of commands that change what is served or learned from. */
export interface AuthorshipOptions {
  readonly author?: string;
  readonly reason?: string;
}

export function withAuthorshipOptions(command: Command): Command {
  return command
    .option('--author <name>', 'who changes it; kept with the change')
    .option('--reason <text>', 'why; kept with the change');
}

/** Who and why; ends the command as called wrongly when either is missing. */
export function requireAuthorship({ author, reason }: AuthorshipOptions, command: Command): Authorship {
  const said = { author: author?.trim() ?? '', reason: reason?.trim() ?? '' };
  if (said.author === '' || said.reason === '') {
    command.error('error: a change needs --author and --reason: they are kept with it');
  }
  return said;
}
