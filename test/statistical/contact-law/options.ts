import { Command } from 'commander';
import { wholeNumber } from '../../../cli/terminal/whole-number.ts';

export interface RulesOptions {
  readonly cases: number;
  readonly seed: number;
  readonly threads: number;
  readonly json?: true;
}

const HELP = `
Every case is a borrower's file, a channel, a purpose and an instant near an edge of the rules: hours, time zones and
their changes, states, counts of contacts, conversations, consents, holds, dates of effect. The engine reads its rules
from the packs; the checker is plain code, row by row from the facts, with figures and time arithmetic of its own. For
one case in a hundred a whole grid of send windows is masked, and no window that is left may hold an instant that the
checker forbids. Exits 1 on any disagreement, and, from 1,000,000 cases on, when some provision never decided alone.

Examples:
  $ npm run test:rules
  $ npm run test:rules -- --cases 20000 --seed 7
  $ npm run test:rules -- --json > rules.json`;

export function readOptions(argv: readonly string[]): RulesOptions {
  return new Command('npm run test:rules --')
    .description(
      'Puts a million made-up contacts to the rule engine and to an independent reading of the law.',
    )
    .option('--cases <count>', 'contacts to judge', wholeNumber(1, 1_000_000_000), 1_000_000)
    .option('--seed <number>', 'the same seed, the same cases', wholeNumber(0, 2 ** 31), 1)
    .option('--threads <count>', 'threads that judge', wholeNumber(1, 64), 2)
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .parse(argv)
    .opts<RulesOptions>();
}
