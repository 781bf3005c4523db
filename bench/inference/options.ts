import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { wholeNumber } from '../../cli/terminal/whole-number.ts';
import { SERVABLE_STRATEGIES, type StrategyName } from '../../src/core/policy/strategy.ts';
import { listOf } from '../list-option.ts';

export interface InferenceOptions {
  readonly runs: number;
  readonly logs: number;
  readonly strategies: readonly StrategyName[];
  readonly quick?: true;
  readonly threads: number;
  readonly fresh?: true;
  readonly json?: true;
}

const HELP = `
Experiments are played with a look after every batch, once with nothing to find and once with something, and judged by
the product's own code; beside it stand the usual tests for one look. Logs are made by every strategy that may serve, with
masks, late rewards and a model that learns; policies are valued on them, and the truth is known exactly.
Ctrl-C keeps what is done; the same command goes on from there. docs/benchmarks.md says what this can't show.

Examples:
  $ npm run bench:inference
  $ npm run bench:inference -- --quick
  $ npm run bench:inference -- --runs 5000 --logs 0
  $ npm run bench:inference -- --runs 0 --logs 500 --strategies linucb,inverse-gap`;

export function readOptions(argv: readonly string[]): InferenceOptions {
  return new Command('npm run bench:inference --')
    .description('How often tests are fooled that are looked at all the time, and intervals miss the truth.')
    .option('--runs <count>', 'experiments with nothing to find', wholeNumber(0, 1_000_000), 1000)
    .option('--logs <count>', 'logs of each strategy', wholeNumber(0, 100_000), 200)
    .option(
      '--strategies <names>',
      `of ${SERVABLE_STRATEGIES.join(', ')}`,
      listOf(SERVABLE_STRATEGIES),
      SERVABLE_STRATEGIES,
    )
    .option('--quick', 'a few small runs: whether it works, not what is true')
    .option('--threads <count>', 'runs at a time', wholeNumber(1, 64), availableParallelism())
    .option('--fresh', 'forget what an earlier run kept')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .parse(argv)
    .opts<InferenceOptions>();
}
