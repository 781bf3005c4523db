import { writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import projectConfiguration from '../../rapport.config.ts';
import { nodeSha256 } from '../../src/adapters/node-sha256.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import type { SearchLog, SearchSettings } from '../../src/app/search/search-log.ts';
import { searchPolicies } from '../../src/app/search/search-policies.ts';
import { isStrategyName, LADDER, STRATEGY_NAMES, type StrategyName } from '../../src/core/policy/strategy.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { numberList } from '../search/number-list.ts';
import { printSearch } from '../search/print-search.ts';
import { readPast } from '../search/read-past.ts';
import { findSearch, keepSearch } from '../search/search-file.ts';
import { searchPage } from '../search/search-page.ts';
import { paint } from '../terminal/paint.ts';
import { printJson, printLine } from '../terminal/print.ts';
import { progressBar } from '../terminal/progress.ts';
import { wholeNumber } from '../terminal/whole-number.ts';

interface SearchOptions extends PlaceOptions {
  readonly log?: string;
  readonly config?: string;
  readonly strategies: readonly StrategyName[];
  readonly betas?: readonly number[];
  readonly epsilons?: readonly number[];
  readonly gammas?: readonly number[];
  readonly ridges?: readonly number[];
  readonly halfLives?: readonly number[];
  readonly most?: number;
  readonly seed: number;
  readonly shares: readonly number[];
  readonly gap?: number;
  readonly confirm: number;
  readonly alpha: number;
  readonly out?: string;
  readonly html?: string;
  readonly json?: true;
}

const LEARNING = STRATEGY_NAMES.filter(
  (name) => LADDER[name].learner !== 'none' && LADDER[name].validPropensities,
);

export function registerSearchCommand(program: Command): void {
  withPlaceOptions(
    program
      .command('search')
      .description('Search past decisions for a policy that is better than the one that made them.')
      .option('--log <place>', 'a file, a folder, s3://bucket/prefix or - ; absent: the matured log')
      .option('--config <file>', 'configuration that candidates start from; absent: rapport.config.ts')
      .option('--strategies <list>', 'parted by commas', strategyList, LEARNING)
      .option(
        '--betas <list>',
        'β: how much uncertainty counts in favour',
        numberList((v) => v >= 0, 'numbers ≥ 0'),
      )
      .option(
        '--epsilons <list>',
        'ε: the share spread evenly',
        numberList((v) => v > 0 && v <= 1, 'shares above 0'),
      )
      .option(
        '--gammas <list>',
        'γ of inverse-gap',
        numberList((v) => v >= 0, 'numbers ≥ 0'),
      )
      .option(
        '--ridges <list>',
        'λ of strategies without scales',
        numberList((v) => v > 0, 'numbers above 0'),
      )
      .option(
        '--half-lives <list>',
        'weeks after which an outcome counts half',
        numberList((v) => Number.isInteger(v) && v >= 1, 'whole weeks'),
      )
      .option('--most <number>', 'try so many of the combinations, by lot', wholeNumber(1, 100_000))
      .option('--seed <number>', 'of all that is drawn by lot', wholeNumber(0, 2 ** 31), 1)
      .option(
        '--shares <list>',
        'of the log to learn from and to select by; the rest confirms',
        twoShares,
        [0.5, 0.25],
      )
      .option('--gap <hours>', 'between two parts; absent: as long as outcomes take', wholeNumber(0, 100_000))
      .option('--confirm <number>', 'how many of the best are confirmed', wholeNumber(1, 100), 3)
      .option('--alpha <probability>', 'how often, at most, it claims what is not so', probability, 0.05),
  )
    .option('--out <file>', 'keep the search there, for a promotion to cite; an interrupted one goes on')
    .option('--html <file>', 'write one page with the gains drawn')
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action(search);
}

const HELP = `
Each candidate is learned from the first part of the log, and valued by the second; the best few are valued, once, by the
third, at a level that allows for their number. Parts are stretches of time, with a gap as long as outcomes take between
them. "Nothing is surely better than what is served" is a normal answer. docs/promotion.md explains it.

Examples:
  $ npx rapport search
  $ npx rapport search --strategies linucb,pooled-linucb --betas 0.5,1,3 --epsilons 0.02,0.05 --out search.json
  $ npx rapport search --log log.jsonl --most 40 --seed 7 --html search.html
  $ npx rapport promote --policy pooled-linucb --search search.json --dry-run`;

async function search(options: SearchOptions): Promise<void> {
  const configuration =
    options.config === undefined ? projectConfiguration : await loadConfiguration(options.config);
  const before = options.out === undefined ? undefined : await findSearch(options.out);
  const log = await readPast(options.log, configuration, (work: (ports: Ports) => Promise<void>) =>
    onPorts(options, work),
  );
  const bar = progressBar('Searching', 1);
  const found = await searchPolicies(
    {
      log,
      configuration,
      settings: settingsOf(options),
      sha256: nodeSha256,
      ...(before === undefined ? {} : { before }),
    },
    async (state, done, of) => {
      bar.update(done / of, `${done} of ${of}`);
      if (options.out !== undefined) await keepSearch(options.out, state);
      // Between two candidates signals are heard.
      await new Promise((resume) => setImmediate(resume));
    },
  ).finally(() => bar.stop());
  await tell(found, options);
}

async function tell(found: SearchLog, { html, json, out }: SearchOptions): Promise<void> {
  if (html !== undefined) await writeFile(html, searchPage(found));
  if (json === true) {
    printJson(found);
    return;
  }
  printSearch(found);
  if (html !== undefined) printLine(`The drawings are in ${html}.`);
  if (out !== undefined)
    printLine(paint.dim(`The search is kept in ${out}; a promotion cites it with --search ${out}.`));
}

function settingsOf(options: SearchOptions): SearchSettings {
  const { strategies, betas, epsilons, gammas, ridges, halfLives, most, seed, gap, confirm, alpha } = options;
  const [learn = 0.5, select = 0.25] = options.shares;
  return {
    strategies,
    ...(betas === undefined ? {} : { betas }),
    ...(epsilons === undefined ? {} : { epsilons }),
    ...(gammas === undefined ? {} : { gammas }),
    ...(ridges === undefined ? {} : { ridges }),
    ...(halfLives === undefined ? {} : { halfLives }),
    ...(most === undefined ? {} : { most }),
    seed,
    shares: [learn, select],
    ...(gap === undefined ? {} : { gapHours: gap }),
    confirm,
    alpha,
  };
}

function strategyList(text: string): readonly StrategyName[] {
  const names = text.split(',').map((name) => name.trim());
  const known = names.filter((name) => isStrategyName(name)).filter((name) => LEARNING.includes(name));
  if (known.length === names.length) return [...new Set(known)];
  throw new InvalidArgumentError(`Give some of ${LEARNING.join(',')}.`);
}

function twoShares(text: string): readonly number[] {
  const values = text.split(',').map(Number);
  const [learn = 0, select = 0] = values;
  if (values.length === 2 && learn > 0 && select > 0 && learn + select < 1) return values;
  throw new InvalidArgumentError('Give two shares that leave something to confirm by, e.g. 0.5,0.25.');
}

function probability(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw new InvalidArgumentError('Give a probability between 0 and 1, e.g. 0.05.');
}
