import { basename } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import configuration from '../../rapport.config.ts';
import type { Import, PropensityLabel } from '../../src/app/ports/import-registry.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import {
  DEFAULT_WEIGHTS,
  makeWarmStart,
  type WarmStartReport,
  type WarmStartRequest,
} from '../../src/app/warm-start.ts';
import { formatInstant, instant } from '../../src/core/time/instant.ts';
import { type AuthorshipOptions, requireAuthorship, withAuthorshipOptions } from '../authorship-options.ts';
import { openHistoryFile } from '../history-file.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { paint } from '../terminal/paint.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { progressBar } from '../terminal/progress.ts';

interface AddOptions extends PlaceOptions, AuthorshipOptions {
  readonly log?: string;
  readonly name?: string;
  readonly label?: PropensityLabel;
  readonly weight?: number;
  readonly dryRun?: true;
  readonly json?: true;
}

interface OtherOptions extends PlaceOptions {
  readonly json?: true;
}

export function registerWarmStartCommand(program: Command): void {
  const warmStart = withAuthorshipOptions(
    withPlaceOptions(
      program
        .command('warm-start')
        .description('Learn from historical contacts, at a weight of their own; removable again, exactly.')
        .option('--log <file>', 'JSON Lines of historical contacts, .gz too; see below')
        .option('--name <name>', 'what to call the import (default: from the name of the file)')
        .addOption(
          new Option('--label <what>', 'what is known of how its actions were chosen').choices([
            'known',
            'estimated',
            'absent',
          ]),
        )
        .option('--weight <share>', 'what one of its rows counts for, above 0, at most 1', share)
        .option('--dry-run', 'check every line and write nothing'),
    ),
  )
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action(add);

  warmStart.command('list').description('the imports that count, by name').action(list);
  warmStart
    .command('remove <name>')
    .description('take an import away; the next publication is as if it had never been')
    .action(remove);
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value <= 1) return value;
  throw new InvalidArgumentError('Give a number above 0, at most 1.');
}

async function add(options: AddOptions, command: Command): Promise<void> {
  const { log, label, weight, dryRun = false } = options;
  if (log === undefined) command.error('error: give the file to learn from: --log <file>');
  const by = dryRun ? { author: '', reason: '' } : requireAuthorship(options, command);
  const name = options.name ?? nameOf(log);
  const file = await openHistoryFile(log);
  await onPorts(options, async (ports) => {
    const bar = progressBar('Checking', 2 * file.bytes);
    let pass = 1;
    let done = 0;
    const request: WarmStartRequest = {
      name,
      by,
      ...(label === undefined ? {} : { label }),
      ...(weight === undefined ? {} : { weight }),
      lines: () =>
        file.lines((bytes) => {
          done = (pass - 1) * file.bytes + bytes;
        }),
    };
    const report = await importing(ports, request, dryRun, (rows, current) => {
      pass = current;
      if (rows % 1000 === 0) bar.update(done, `| ${pass === 1 ? 'checked' : 'learned from'} ${rows} rows`);
    }).finally(() => bar.stop());
    if (options.json === true) printJson({ ...report, entry: toPrint(report.entry) });
    else printReport(report);
  });
}

async function importing(
  ports: Ports,
  request: WarmStartRequest,
  dryRun: boolean,
  onRow: (rows: number, pass: 1 | 2) => void,
): Promise<WarmStartReport> {
  const warmStart = makeWarmStart({ ...ports, configuration });
  return await warmStart.add(request, instant(Date.now()), { dryRun, onRow });
}

async function list(_: object, command: Command): Promise<void> {
  const options = command.optsWithGlobals<OtherOptions>();
  await onPorts(options, async (ports) => {
    const entries = await makeWarmStart({ ...ports, configuration }).list();
    if (options.json === true) printJson(entries.map(toPrint));
    else if (entries.length === 0)
      printLine('Nothing was imported: the model learns from its own decisions alone.');
    else printEntries(entries);
  });
}

async function remove(name: string, _: object, command: Command): Promise<void> {
  const options = command.optsWithGlobals<OtherOptions>();
  await onPorts(options, async (ports) => {
    const { rows } = await makeWarmStart({ ...ports, configuration }).remove(name);
    if (options.json === true) printJson({ removed: name, rows });
    else printLine(`${name} is gone with its ${rows} rows; the next publication is as if it had never been.`);
  });
}

function printReport({ outcome, entry, arms }: WarmStartReport): void {
  const { name, rows, weight, label } = entry;
  const what = `${rows} contacts with ${arms} actions, propensities ${label}, each counting for ${weight}`;
  switch (outcome) {
    case 'checked':
      printLine(`Every line can be learned from: ${what}. Nothing was written.`);
      break;
    case 'unchanged':
      printLine(`${paint.bold(name)} is imported already: ${what}. Nothing was written.`);
      break;
    case 'reweighted':
      printLine(`${paint.bold(name)} was there and counts differently now: ${what}.`);
      break;
    case 'imported':
      printLine(paint.green(`Imported as ${paint.bold(name)}: ${what}.`));
      printLine(
        'It counts from the next publication on. The pooling scales are fitted again when what is known',
      );
      printLine('has grown by a quarter, or at once with: npx rapport tune --apply');
      printLine(`Take it away with: npx rapport warm-start remove ${name}`);
      break;
  }
}

function printEntries(entries: readonly Import[]): void {
  printTable(
    ['name', 'propensities', 'weight', 'rows', 'count for', 'imported at', 'by', 'reason'],
    entries.map(({ name, label, weight, rows, at, by }) => [
      name,
      label,
      String(weight),
      rows,
      Math.round(weight * rows),
      formatInstant(at),
      by.author,
      by.reason,
    ]),
  );
}

/** The file's name without folder and endings, in the letters that a name may have. */
function nameOf(path: string): string {
  const [stem = ''] = basename(path).split('.');
  return stem
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 64);
}

/** The schema is long and says nothing that the configuration of the day does not. */
function toPrint({ at, schema: _schema, ...entry }: Import) {
  return { ...entry, at: formatInstant(at) };
}

const HELP = `
One JSON object a line; contexts are those of POST /v1/decisions, rewards are before the cost of the contact:
  {"context":{"daysPastDue":12,…},"action":"sms@weekday-evening","reward":1,"at":"2026-03-04T22:10:00Z",
   "propensity":0.25,"propensitySource":"logged"}

The label says how the actions of the log were chosen: with probabilities that were logged (known), with probabilities
estimated afterwards (estimated), or nobody knows (absent). Default: the most that all rows support. A row counts for
${DEFAULT_WEIGHTS.known}, ${DEFAULT_WEIGHTS.estimated} or ${DEFAULT_WEIGHTS.absent} of an outcome of Rapport's own, unless --weight says otherwise. Importing the same file again
changes nothing, or only its weight; a crashed import is finished by running it again. docs/learning.md has the rest.

Examples:
  $ npx rapport warm-start --log contacts-2025.jsonl --dry-run
  $ npx rapport warm-start --log contacts-2025.jsonl --author 'data science' --reason 'letters of 2025'
  $ npx rapport warm-start --log contacts-2025.jsonl --weight 0.1 --author 'data science' --reason 'agents chose'
  $ npx rapport warm-start list
  $ npx rapport warm-start remove contacts-2025`;
