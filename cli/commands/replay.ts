import { type Command, InvalidArgumentError, Option } from 'commander';
import { executeReplay, type ReplayOptions } from '../replay/execute-replay.ts';
import { DATA_SETS } from '../replay/replay-plan.ts';

const MOST_DELAY_ROWS = 4000;

export function registerReplayCommand(program: Command): void {
  program
    .command('replay')
    .description(
      'Stream a real file through decide, outcome, mature, learn and publish, and value what was learned.',
    )
    .addOption(new Option('--dataset <name>', 'a public data set').choices(Object.keys(DATA_SETS)))
    .option('--file <csv>', 'a file of your own, .csv or .csv.gz; with --schema')
    .option('--schema <json>', 'what its columns mean; see docs/replay.md')
    .addOption(
      new Option('--through <what>', 'where the service runs').choices(['memory', 'http']).default('memory'),
    )
    .option('--limit <rows>', 'replay only so many rows', wholeNumber(1))
    .option('--publish-every <rows>', 'rows between two snapshots', wholeNumber(1), 500)
    .option('--delay <rows>', 'rows from a contact to its outcome', wholeNumber(0, MOST_DELAY_ROWS), 48)
    .option('--seed <number>', 'another one draws decisions and outcomes anew', wholeNumber(0), 1)
    .option(
      '--checkpoint <file>',
      'where a stopped replay is kept (default: .rapport/replay/<name>.checkpoint)',
    )
    .option('--resume', 'go on from the checkpoint')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action(async (options: ReplayOptions) => {
      process.exitCode = await executeReplay(options);
    });
}

function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(
      most === Number.MAX_SAFE_INTEGER
        ? `Give a whole number of at least ${least}.`
        : `Give a whole number from ${least} to ${most}.`,
    );
  };
}

const HELP = `
What it shows: that the whole loop learns on real contexts, delays included, and what it earned on the way, against
uniform choice, the best single action in hindsight and a supervised reference, each with its 95 % interval.

What it can't show: what another policy would have done to real customers.
  bank-marketing  41,188 telephone contacts of a bank. Phone and day were not chosen at random, so the outcomes are
                  not the recorded ones: they are drawn from a model fitted on the other half of the rows, and the
                  figures are about that model's world: customer attributes, without calendar and economy, with
                  which Rapport would end behind the best single action (docs/replay.md).
  obd-men         10,000 banner impressions of a shop, shown uniformly at random. Rejection replay: a row is kept only
                  where the action drawn is the logged one, about 294 rows and one or two clicks. It proves the
                  plumbing, not value. Beside it, inverse-propensity values over all rows.
  --file          The same two ways for your own data: mode "model" or mode "logged" of the schema.
The intervals cover the chance in rows and draws. They do not cover an outcome model or a propensity that is wrong.

The data sets are read from RAPPORT_DATA_DIR (default ../shared/data where that folder exists). Ctrl-C leaves a
checkpoint; --resume with the same options goes on from it to the same result. docs/replay.md has the rest.

Examples:
  $ npx rapport replay --dataset bank-marketing
  $ npx rapport replay --dataset obd-men --json | jq .findings.rejectionReplay
  $ npx rapport replay --dataset bank-marketing --through http --limit 2000
  $ npx rapport replay --file my.csv --schema my.json --publish-every 200`;
