import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { wholeNumber } from '../../cli/terminal/whole-number.ts';
import { STRATEGY_NAMES, type StrategyName } from '../../src/core/policy/strategy.ts';
import { WORLD_NAMES, type WorldName } from '../../src/core/simulation/outreach-world/outreach-world.ts';
import { listOf } from '../list-option.ts';

export interface OutreachOptions {
  readonly seeds: number;
  readonly decisions?: number;
  readonly worlds: readonly WorldName[];
  readonly strategies: readonly StrategyName[];
  readonly halfLife?: number;
  readonly coverage?: number;
  readonly threads: number;
  readonly fresh?: true;
  readonly json?: true;
}

const HELP = `
Every strategy decides about the same borrowers with the learning and exploration settings of rapport.config.ts, by the
product's own code. Expected rewards are known exactly, so no figure but the importance weights has chance of its own.
Ctrl-C keeps what is done; the same command goes on from there. docs/benchmarks.md says what this can't show.

Examples:
  $ npm run bench:outreach
  $ npm run bench:outreach -- --worlds structured,drifting --strategies linucb,pooled-linucb --seeds 3
  $ npm run bench:outreach -- --coverage 200
  $ npm run bench:outreach -- --worlds drifting,structured --half-life 8`;

export function readOptions(argv: readonly string[]): OutreachOptions {
  return new Command('npm run bench:outreach --')
    .description('Value the strategies in worlds of 168 arms whose every expected reward is known.')
    .option('--seeds <count>', 'worlds of each kind', wholeNumber(1, 10_000), 10)
    .option(
      '--decisions <count>',
      'decisions per run (default: 20000; 3000 with --coverage)',
      wholeNumber(1000, 1_000_000),
    )
    .option('--worlds <names>', `of ${WORLD_NAMES.join(', ')}`, listOf(WORLD_NAMES), WORLD_NAMES)
    .option('--strategies <names>', `of ${STRATEGY_NAMES.join(', ')}`, listOf(STRATEGY_NAMES), STRATEGY_NAMES)
    .option('--half-life <weeks>', 'instead of that of rapport.config.ts', wholeNumber(1, 1000))
    .option(
      '--coverage <seeds>',
      'how often off-policy intervals hold the truth instead',
      wholeNumber(2, 10_000),
    )
    .option('--threads <count>', 'runs at a time', wholeNumber(1, 64), availableParallelism())
    .option('--fresh', 'forget what an earlier run kept')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .parse(argv)
    .opts<OutreachOptions>();
}
