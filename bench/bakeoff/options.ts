import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { wholeNumber } from '../../cli/terminal/whole-number.ts';
import { InvalidInputError } from '../../src/core/errors.ts';
import { STRATEGY_NAMES, type StrategyName } from '../../src/core/policy/strategy.ts';
import { listOf } from '../list-option.ts';
import { PEER_POLICIES } from './peers.ts';

export interface BakeoffOptions {
  readonly data: readonly string[];
  readonly label: readonly string[];
  readonly suite?: true;
  readonly shuffles: number;
  readonly strategies: readonly StrategyName[];
  /** True when all are wanted. */
  readonly peers?: true | readonly string[];
  readonly tunePeers?: true;
  readonly peerRows?: number;
  readonly threads: number;
  readonly fresh?: true;
  readonly json?: true;
}

/** Fixed rules have no meaning where there are no channels. */
export const PLAYABLE: readonly StrategyName[] = STRATEGY_NAMES.filter((name) => name !== 'fixed-rules');

const HELP = `
A classification set becomes a bandit: an arm per class, reward 1 when the chosen class is right. Rows come one by one in
a random order; the loss is the share of wrong choices, each made before its row is learned from. Strategies run with the
learning and exploration settings of rapport.config.ts, by the product's own code. Peers see the same rows in the same
order; bench/peers/install.sh installs them. Ctrl-C keeps what is done; the same command goes on from there.
docs/benchmarks.md says what this can't show.

Examples:
  $ npm run bench:bakeoff -- --suite --peers
  $ npm run bench:bakeoff -- --data digits.csv --label class
  $ npm run bench:bakeoff -- --data a.arff.gz --label class --data b.csv --label 3 --shuffles 10
  $ npm run bench:bakeoff -- --suite --strategies linucb,pooled-linucb --peers vw-squarecb,vw-bag --json`;

export function readOptions(argv: readonly string[]): BakeoffOptions {
  return new Command('npm run bench:bakeoff --')
    .description('Compare the strategies, and other libraries, on classification sets turned into bandits.')
    .option('--data <file>', 'ARFF or CSV, plain or gzipped; may be repeated', collect, [])
    .option(
      '--label <column>',
      'a name, a position from 1, or "last"; one for all, or one after each --data',
      collect,
      [],
    )
    .option('--suite', 'the five sets in RAPPORT_DATA_DIR/classification')
    .option('--shuffles <count>', 'orders of the rows', wholeNumber(1, 1000), 5)
    .option('--strategies <names>', `of ${PLAYABLE.join(', ')}`, listOf(PLAYABLE), PLAYABLE)
    .option('--peers [names]', `of ${PEER_POLICIES.join(', ')} (default: all)`, listOf<string>(PEER_POLICIES))
    .option('--tune-peers', 'Vowpal Wabbit with the learning rate that turns out best, too (slow)')
    .option(
      '--peer-rows <count>',
      "only so many rows for other libraries' LinUCB, which take long",
      wholeNumber(1, 1e9),
    )
    .option('--threads <count>', 'runs at a time', wholeNumber(1, 64), availableParallelism())
    .option('--fresh', 'forget what an earlier run kept')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .parse(argv)
    .opts<BakeoffOptions>();
}

/**
 * The files to read, each with its label.
 * @throws {InvalidInputError} `config-invalid` when labels and files don't match.
 */
export function filesOf({ data, label }: BakeoffOptions): readonly { path: string; label: string }[] {
  if (label.length > 1 && label.length !== data.length) {
    throw new InvalidInputError(
      'config-invalid',
      `Give one --label for all sets or one for each: there are ${data.length} sets and ${label.length} labels.`,
    );
  }
  return data.map((path, place) => ({ path, label: label[place] ?? label[0] ?? 'last' }));
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
