import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';
import configuration from '../../rapport.config.ts';
import { nodeSha256 } from '../../src/adapters/node-sha256.ts';
import { snapshotIdOf } from '../../src/app/model-source.ts';
import { NotFoundError } from '../../src/core/errors.ts';
import { type Instant, parseInstant } from '../../src/core/time/instant.ts';
import type { WorkerSettings } from '../batch/batch-worker.ts';
import { type BatchReport, runBatch } from '../batch/run-batch.ts';
import { readServedPolicies } from '../batch/served-policies.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { paint } from '../terminal/paint.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { progressBar } from '../terminal/progress.ts';
import { wholeNumber } from '../terminal/whole-number.ts';

interface DecideBatchOptions extends PlaceOptions {
  readonly in: string;
  readonly out: string;
  readonly at: Instant;
  readonly run: string;
  readonly snapshot?: string;
  readonly threads: number;
  readonly full?: true;
  readonly resume?: true;
  readonly json?: true;
}

/** Exit code of a program that Ctrl-C has ended. */
const INTERRUPTED = 130;
const MEGABYTE = 1_000_000;

export function registerDecideBatchCommand(program: Command): void {
  withPlaceOptions(
    program
      .command('decide-batch')
      .description('Decide about a file of borrowers, a million in minutes; nothing is recorded or reserved.')
      .requiredOption('--in <file>', 'JSON Lines, one borrower a line; see below')
      .requiredOption('--out <file>', 'the answers, one a line, in the same order')
      .requiredOption(
        '--at <instant>',
        'the moment of the decisions, e.g. 2026-11-24T05:00:00Z',
        instantOption,
      )
      .option('--run <name>', 'names the run; the same run and key give the same draw', runName, 'batch')
      .option('--snapshot <file>', 'decide by this snapshot alone instead of what is served to whom'),
  )
    .option('--threads <count>', 'how many threads decide', wholeNumber(1, 256), availableParallelism())
    .option('--full', 'add the distribution and the explanation to each answer')
    .option('--resume', 'go on with a run that was stopped')
    .option('--json', 'print what was done as one JSON document')
    .addHelpText('after', HELP)
    .action(decideBatch);
}

async function decideBatch(options: DecideBatchOptions): Promise<void> {
  const served = await servedBy(options);
  const { model } = served;
  const settings: WorkerSettings = {
    configuration,
    ...served,
    at: options.at,
    run: options.run,
    full: options.full === true,
  };
  const interruption = new AbortController();
  const interrupt = () => {
    if (interruption.signal.aborted) process.exit(INTERRUPTED);
    interruption.abort();
    process.stderr.write('\nStopping after the answers at hand; once more Ctrl-C stops at once.\n');
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let bar: ReturnType<typeof progressBar> | undefined;
  try {
    const report = await runBatch({
      settings,
      input: options.in,
      output: options.out,
      threads: options.threads,
      resume: options.resume === true,
      signal: interruption.signal,
      onProgress: ({ bytes, ofBytes, tally }) => {
        bar ??= progressBar('Deciding, MB', Math.ceil(ofBytes / MEGABYTE));
        const rate = Math.round(tally.lines / seconds()).toLocaleString('en-US');
        bar.update(
          Math.ceil(bytes / MEGABYTE),
          `| ${tally.lines.toLocaleString('en-US')} borrowers, ${rate}/s`,
        );
      },
    });
    bar?.stop();
    if (options.json === true) printJson({ ...report, seconds: seconds(), snapshot: model?.id ?? null });
    else print(report, seconds(), options, model?.id);
    if (!report.finished) process.exitCode = INTERRUPTED;
  } finally {
    bar?.stop();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function print(
  { tally, resumedAfter, finished }: BatchReport,
  seconds: number,
  { out }: DecideBatchOptions,
  snapshot: string | undefined,
): void {
  printTable(
    ['borrowers', 'count'],
    [
      ...(resumedAfter === 0 ? [] : [['answered before', resumedAfter] as const]),
      ['answered', tally.lines],
      ['  selected', tally.selected],
      ['  withheld', tally.withheld],
      ['  refused: the line says why', tally.refused],
    ],
  );
  const by =
    snapshot === undefined ? 'the fixed rules: nothing was published yet' : `${snapshot.slice(0, 19)}…`;
  const rate = Math.round(tally.lines / seconds).toLocaleString('en-US');
  printLine(`${seconds.toFixed(1)} s, ${rate} a second, by ${by}. Answers: ${out}`);
  if (!finished)
    printLine(paint.yellow('Stopped; the answers are whole lines. The same command with --resume goes on.'));
}

/** The snapshot file given, for everybody; else what is served to whom, experiments included. */
async function servedBy(
  options: DecideBatchOptions,
): Promise<Pick<WorkerSettings, 'model' | 'book' | 'models'>> {
  if (options.snapshot !== undefined) {
    const bytes = await readFile(options.snapshot).catch(() => {
      throw new NotFoundError('snapshot-unknown', `There is no file ${options.snapshot}.`);
    });
    return { model: { id: snapshotIdOf(bytes, nodeSha256), bytes: new Uint8Array(bytes) } };
  }
  let served: Pick<WorkerSettings, 'model' | 'book' | 'models'> = {};
  await onPorts(options, async (ports) => {
    served = await readServedPolicies(ports, configuration.model);
  });
  return served;
}

function instantOption(text: string): Instant {
  try {
    return parseInstant(text);
  } catch {
    throw new InvalidArgumentError('Give an RFC 3339 time with its offset, e.g. 2026-11-24T05:00:00Z.');
  }
}

function runName(text: string): string {
  if (/^[a-zA-Z0-9._-]{1,31}$/.test(text)) return text;
  throw new InvalidArgumentError('Give 1–31 letters, digits, ".", "_" or "-".');
}

const HELP = `
Each line is the question of POST /v1/decisions with the contact facts that the service would look up:
  {"key":"2026-11-24/a-77","borrower":{"id":"b-1029","accountId":"a-77"},
   "profile":{"timeZones":["America/New_York"],"consents":{"sms":{"status":"granted"}},"holds":[],"contacts":[]},
   "context":{"daysPastDue":12,…},"actions":{"exclude":["letter"]}}
Each answer has the key, the decision id, the action with its send window, its exact propensity and the snapshot; a line
that can't be decided about gets an error in its place and stops nothing. What is missing from a profile forbids.

A decision is recorded, its slot reserved and anything learned of it only once it is posted:
POST /v1/decisions with Idempotency-Key <run>/<key> makes the very same decision on the same snapshot and facts. Experiments
apply here as there.
Ctrl-C leaves whole lines; --resume goes on from them. Memory does not grow with the file.

Examples:
  $ npx rapport decide-batch --in borrowers.jsonl --out decisions.jsonl --at 2026-11-24T05:00:00Z
  $ npx rapport decide-batch --in borrowers.jsonl --out decisions.jsonl --at 2026-11-24T05:00:00Z --run night-7 --aws
  $ npx rapport decide-batch --in borrowers.jsonl --out decisions.jsonl --at 2026-11-24T05:00:00Z --resume`;
