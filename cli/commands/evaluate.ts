import { rename, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import projectConfiguration from '../../rapport.config.ts';
import type { NamedTarget } from '../../src/app/evaluate/evaluation-target.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import { InvalidInputError } from '../../src/core/errors.ts';
import type { Bounds } from '../../src/core/evaluation/confidence-interval.ts';
import { evaluateLog } from '../evaluate/evaluate-log.ts';
import { evaluationDocument } from '../evaluate/evaluation-document.ts';
import { evaluationPage } from '../evaluate/evaluation-page.ts';
import { openLog } from '../evaluate/open-log.ts';
import { printEvaluation } from '../evaluate/print-evaluation.ts';
import { LOG_FORMATS, type LogFormat } from '../evaluate/readers/line-reader.ts';
import { readTarget } from '../evaluate/target-options.ts';
import { inTemporaryFolder } from '../evaluate/temporary-folder.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { printJson } from '../terminal/print.ts';
import { type ProgressBar, progressBar } from '../terminal/progress.ts';
import { wholeNumber } from '../terminal/whole-number.ts';

interface EvaluateCommandOptions extends PlaceOptions {
  readonly log?: string;
  readonly target: readonly string[];
  readonly format?: LogFormat;
  readonly config?: string;
  readonly learn: number;
  readonly rewardRange?: Bounds;
  readonly replicates?: number;
  readonly threads: number;
  readonly html?: string;
  readonly require?: true;
  readonly json?: true;
}

/** What `--require` exits with when a target can't be valued. */
const CANNOT_TELL = 3;

export function registerEvaluateCommand(program: Command): void {
  withPlaceOptions(
    program
      .command('evaluate')
      .description('Value policies by the log of another one, before they decide about anybody.')
      .option('--log <place>', 'a file, a folder, s3://bucket/prefix or - ; absent: the matured log')
      .requiredOption('--target <policy...>', 'what to value; several are set side by side')
      .addOption(
        new Option('--format <format>', 'what the log is written in; absent: as its first line says').choices(
          LOG_FORMATS,
        ),
      )
      .option('--config <file>', 'configuration of costs, rules and strategies; absent: rapport.config.ts')
      .option('--learn <share>', 'the first part of the log, which strategies learn from', share, 0.5)
      .option('--reward-range <low..high>', 'what no reward can leave, e.g. 0..1', rewardRange)
      .option('--replicates <number>', 'of the bootstrap by borrower', wholeNumber(10, 10_000))
      .option('--threads <number>', 'that read the log', wholeNumber(1, 64), Math.min(8, cpus().length)),
  )
    .option('--html <file>', 'write one page with the intervals and the weights drawn')
    .option('--require', `exit with ${CANNOT_TELL} when the log cannot tell of every target`)
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action(evaluate);
}

const HELP = `
Targets:
  logged              the policy that made the log: what it earned, as a check
  uniform             every action alike
  linucb, …           a strategy, fitted to the first part of the log and valued by the rest
  config:FILE         a configuration, fitted likewise
  snapshot:FILE       a model as it is, or snapshot:sha256:… of the state folder or stage
  constant:ACTION     always this action; where it is not eligible, none or evenly
  channel:CHANNEL     always this channel, evenly over its windows
  rules:a,b,c         the first eligible of these; rules:FILE has {"order": […], "epsilon": 0.05}
  column:NAME         probabilities that the log holds under targets.NAME
  shadow              the policy that watched the fixed rules

A number is shown only when the log can tell it: enough rows worth something, weights that average 1, no row that decides
all, every wanted action tried, probabilities that were kept to, outcomes that are final. Else the verdict is "cannot
tell", with the reason and what would do. docs/evaluation.md explains estimators and intervals, docs/evaluation-log.md
the formats.

Examples:
  $ npx rapport evaluate --target logged uniform pooled-linucb
  $ npx rapport evaluate --log log.jsonl --target config:candidate.config.ts logged --html evaluation.html
  $ npx rapport evaluate --log obd/bts/men/men.csv.gz --target uniform logged
  $ npx rapport evaluate --log s3://bucket/matured/v1/ --target channel:sms --json | jq '.targets[] | {target, value}'`;

async function evaluate(options: EvaluateCommandOptions): Promise<void> {
  const { target: names, json, html } = options;
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined) {
    throw new InvalidInputError('config-invalid', `--target ${repeated} is there twice; name each once.`);
  }
  const withPorts = (work: (ports: Ports) => Promise<void>) => onPorts(options, work);
  const configuration =
    options.config === undefined ? projectConfiguration : await loadConfiguration(options.config);
  const targets: NamedTarget[] = [];
  for (const name of names) targets.push(await readTarget(name, withPorts));
  const evaluation = await inTemporaryFolder(async (folder) => {
    const { files, place } = await openLog(options.log, options.format, folder, withPorts);
    const progress = phases();
    try {
      return await evaluateLog({
        files,
        place,
        targets,
        configuration,
        folder,
        learn: options.learn,
        threads: options.threads,
        onProgress: progress.tell,
        ...(options.format === undefined ? {} : { format: options.format }),
        ...(options.rewardRange === undefined ? {} : { range: options.rewardRange }),
        ...(options.replicates === undefined ? {} : { replicates: options.replicates }),
      });
    } finally {
      progress.stop();
    }
  });
  if (html !== undefined) await writePage(html, evaluationPage(evaluation));
  if (json === true) printJson(evaluationDocument(evaluation));
  else printEvaluation(evaluation);
  const refused = evaluation.valuation.targets.some(({ verdict }) => verdict === 'cannot-tell');
  if (options.require === true && refused) process.exitCode = CANNOT_TELL;
}

/** Under its name only when it is whole. */
async function writePage(path: string, page: string): Promise<void> {
  const unfinished = `${path}.unfinished`;
  try {
    await writeFile(unfinished, page);
    await rename(unfinished, path);
  } catch (cause) {
    throw new InvalidInputError(
      'schema-violation',
      `${path} can't be written; name another file with --html.`,
      {
        cause,
      },
    );
  }
}

/** A bar for each pass over the log. */
function phases() {
  let [bar, current]: [ProgressBar | undefined, string] = [undefined, ''];
  const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10;
  return {
    tell: (phase: string, bytes: number, ofBytes: number): void => {
      if (phase !== current) {
        bar?.stop();
        bar = progressBar(phase, Math.max(0.1, megabytes(ofBytes)));
        current = phase;
      }
      bar?.update(megabytes(bytes), 'MB');
    },
    stop: (): void => bar?.stop(),
  };
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw new InvalidArgumentError('Give a share between 0 and 1, e.g. 0.5.');
}

function rewardRange(text: string): Bounds {
  const [, low, high] = /^(-?[\d.]+(?:e-?\d+)?)\.\.(-?[\d.]+(?:e-?\d+)?)$/i.exec(text) ?? [];
  const [lower, upper] = [Number(low), Number(high)];
  if (Number.isFinite(lower) && Number.isFinite(upper) && lower < upper) return { lower, upper };
  throw new InvalidArgumentError('Give the least and the largest reward, e.g. 0..1 or -2..1.');
}
