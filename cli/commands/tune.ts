import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import configuration from '../../rapport.config.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import { makeTune, type Tuning } from '../../src/app/tune.ts';
import { type Instant, instant } from '../../src/core/time/instant.ts';
import { type AuthorshipOptions, requireAuthorship, withAuthorshipOptions } from '../authorship-options.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { paint } from '../terminal/paint.ts';
import { printJson, printLine } from '../terminal/print.ts';
import { type ProgressBar, progressBar } from '../terminal/progress.ts';
import { printTuning } from '../tune/print-tuning.ts';
import { tuningPage } from '../tune/tuning-page.ts';

interface TuneOptions extends PlaceOptions, AuthorshipOptions {
  readonly apply?: true;
  readonly html?: string;
  readonly json?: true;
}

export function registerTuneCommand(program: Command): void {
  withAuthorshipOptions(
    withPlaceOptions(
      program
        .command('tune')
        .description('Fit the pooling scales to the outcomes and show what that changes.')
        .option('--apply', 'publish a snapshot with the scales fitted now; needs --author and --reason'),
    ),
  )
    .option('--html <file>', 'write the evidence along each scale as a page with drawings')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `
Scales say how far actions, channels, days and times of day may lie apart. They are fitted by maximising the evidence:
the probability of the outcomes seen, in closed form. A publication keeps the champion's as long as little is new; this
command fits them now and compares. Without --apply nothing is written.

Examples:
  $ npx rapport tune
  $ npx rapport tune --html tune.html
  $ npx rapport tune --json | jq '.after.scales'
  $ npx rapport tune --apply --author 'data science' --reason 'first month of calls'`,
    )
    .action(tune);
}

async function tune(options: TuneOptions, command: Command): Promise<void> {
  const by = options.apply === true ? requireAuthorship(options, command) : undefined;
  await onPorts(options, async (ports) => {
    const now = instant(Date.now());
    const tuning = await lookAt(ports, now);
    if (options.html !== undefined) await writeFile(options.html, tuningPage(tuning));
    const published =
      by === undefined ? undefined : await makeTune({ ...ports, configuration }).apply(now, by);
    if (options.json === true) {
      printJson({ ...tuning, ...(published === undefined ? {} : { published }) });
      return;
    }
    printTuning(tuning);
    printLine();
    if (options.html !== undefined) printLine(`The drawings are in ${options.html}.`);
    if (published !== undefined) {
      const { snapshot } = published.champion;
      printLine(
        published.changed
          ? paint.green(`Published ${snapshot.slice(0, 19)}… with the fitted scales.`)
          : `The champion ${snapshot.slice(0, 19)}… has these scales already; nothing was written.`,
      );
    } else if (tuning.obstacle === undefined) {
      printLine('Nothing was written. To publish with the fitted scales: --apply --author … --reason …');
    } else printLine(paint.yellow(`They can't be applied: ${tuning.obstacle}.`));
  });
}

async function lookAt(ports: Ports, now: Instant): Promise<Tuning> {
  let bar: ProgressBar | undefined;
  try {
    return await makeTune({ ...ports, configuration }).look(now, (done, steps) => {
      bar ??= progressBar('Fitting', steps);
      bar.update(done);
    });
  } finally {
    bar?.stop();
  }
}
