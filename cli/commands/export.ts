import { open, rename, rm } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { exportLog } from '../../src/app/export-log.ts';
import { utcDateSchema } from '../../src/contracts/log-message.ts';
import { InvalidInputError } from '../../src/core/errors.ts';
import type { UtcDate } from '../../src/core/time/utc-date.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { printJson, printLine } from '../terminal/print.ts';
import { progressBar } from '../terminal/progress.ts';

interface ExportOptions extends PlaceOptions {
  readonly out: string;
  readonly from?: UtcDate;
  readonly to?: UtcDate;
  readonly json?: true;
}

export function registerExportCommand(program: Command): void {
  withPlaceOptions(
    program
      .command('export')
      .description(
        'Write the matured log into one file: a JSON line for every decision that was learned from.',
      )
      .requiredOption('--out <file>', 'JSON Lines; appears under this name when it is whole')
      .option('--from <day>', 'first UTC day of decisions, e.g. 2026-11-01', dayOption)
      .option('--to <day>', 'last UTC day', dayOption),
  )
    .option('--json', 'print what was done as one JSON document')
    .addHelpText(
      'after',
      `
Every row is complete for evaluation: context, features, mask, the full distribution, propensity, events and reward.
docs/matured-log.md describes the fields. Only what has matured and was credited is there, each decision once.

Examples:
  $ npx rapport export --out log.jsonl --from 2026-11-01 --to 2026-11-30
  $ duckdb -c "SELECT channel, count(*), avg(reward) FROM read_json('log.jsonl') GROUP BY 1"
  $ duckdb -c "COPY (SELECT decisionId, action, propensity, reward FROM read_json('log.jsonl')) TO 'log.csv'"`,
    )
    .action(exportToFile);
}

async function exportToFile({ out, json, ...options }: ExportOptions): Promise<void> {
  await onPorts(options, async (ports) => {
    const unfinished = `${out}.unfinished`;
    const file = await open(unfinished, 'w').catch((cause: unknown) => {
      throw new InvalidInputError(
        'schema-violation',
        `${out} can't be written; name another file with --out.`,
        {
          cause,
        },
      );
    });
    let rows = 0;
    let bar: ReturnType<typeof progressBar> | undefined;
    try {
      const { from, to } = options;
      for await (const part of exportLog(ports, { ...(from && { from }), ...(to && { to }) })) {
        await file.writeFile(part.text);
        rows += countLines(part.text);
        bar ??= progressBar('Exporting parts', part.of);
        bar.update(part.number, `| ${rows.toLocaleString('en-US')} rows`);
      }
      await file.close();
      await rename(unfinished, out);
    } catch (error) {
      await file.close();
      await rm(unfinished, { force: true });
      throw error;
    } finally {
      bar?.stop();
    }
    if (json === true) printJson({ rows, out });
    else printLine(`${rows.toLocaleString('en-US')} rows are in ${out}.`);
  });
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

function dayOption(text: string): UtcDate {
  const parsed = utcDateSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError('Give a day as YYYY-MM-DD.');
}
