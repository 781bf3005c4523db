import { Command, Option } from 'commander';
import { wholeNumber } from '../../cli/terminal/whole-number.ts';

export const ENGINES = ['memory', 'embedded'] as const;

export interface SoakOptions {
  readonly decisions: number;
  readonly events: number;
  readonly seed: number;
  readonly engines: (typeof ENGINES)[number];
  readonly json?: true;
}

export const FULL_SIZE = { decisions: 100_000, events: 400_000 } as const;

const HELP = `
Of the messages 30 % are repeats, 5 % poison, 5 % come before their decision is made, 5 % take another back; all are
shuffled across days. Processes die in the middle of their work. At the end the statistics must be, byte for byte, what
the generator of the messages adds up by itself; parked must be the poison and nothing else. Exits 1 when not.

  memory     the real handlers on storage in this process; a death ends a call at one of its storage or queue calls
  embedded   the real handlers in processes of their own on DynamoDB and SQS as embedded; a death is SIGKILL

Examples:
  $ npm run test:soak
  $ npm run test:soak -- --decisions 5000 --events 20000 --seed 7
  $ npm run test:soak -- --engines embedded --decisions 2000 --events 8000`;

export function readOptions(argv: readonly string[]): SoakOptions {
  return new Command('npm run test:soak --')
    .description(
      'Months of decisions and outcomes with everything that goes wrong, and a proof that nothing did.',
    )
    .option('--decisions <count>', 'decisions to make', wholeNumber(100, 10_000_000), FULL_SIZE.decisions)
    .option('--events <count>', 'messages to send', wholeNumber(100, 40_000_000), FULL_SIZE.events)
    .option('--seed <number>', 'the same seed, the same run', wholeNumber(0, 2 ** 31), 1)
    .addOption(new Option('--engines <kind>', 'what it runs on').choices(ENGINES).default('memory'))
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .parse(argv)
    .opts<SoakOptions>();
}
