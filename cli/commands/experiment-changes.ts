import type { Command } from 'commander';
import type { Experiments, Signed } from '../../src/app/experiments.ts';
import { experimentView } from '../../src/contracts/experiment-view.ts';
import { experimentIdSchema } from '../../src/contracts/identifiers.ts';
import { readWith } from '../../src/contracts/read-with.ts';
import type { BookedExperiment } from '../../src/core/experiment/policy-book.ts';
import type { ExperimentId, VariantId } from '../../src/core/identifiers.ts';
import { type Instant, parseInstant } from '../../src/core/time/instant.ts';
import { type ChangeOptions, onBook, signedNow, withChangeOptions } from '../experiment/change-options.ts';
import { printExperiment } from '../experiment/print-experiment.ts';
import { printJson, printLine } from '../terminal/print.ts';
import { shareOption } from '../terminal/share-option.ts';
import { wholeNumber } from '../terminal/whole-number.ts';

interface ApproveOptions extends ChangeOptions {
  readonly settingsVersion?: number;
}

interface RampOptions extends ChangeOptions {
  readonly share: number;
  readonly from?: Instant;
}

interface StopOptions extends ChangeOptions {
  readonly variant?: string;
}

/** The commands that move an experiment on. */
export function registerExperimentChanges(experiment: Command): void {
  change(
    experiment,
    'approve <id>',
    'Approve what somebody else proposed: the experiment, or a ramp of one that runs.',
  )
    .option(
      '--settings-version <n>',
      'the version that was read: another one is not approved',
      wholeNumber(1, 1e9),
    )
    .action(async (id: string, options: ApproveOptions, command: Command) => {
      await make(id, options, command, (experiments, key, signed) =>
        experiments.approve(key, signed, options.settingsVersion),
      );
    });
  change(experiment, 'start <id>', 'Start it; its ramp holds from now on.').action(
    async (id: string, options: ChangeOptions, command: Command) => {
      await make(id, options, command, (experiments, key, signed) => experiments.start(key, signed));
    },
  );
  change(
    experiment,
    'ramp <id>',
    'Let another share of its slice take part; whoever is in stays in when it grows.',
  )
    .requiredOption('--share <share>', 'of its slice, from 0 to 1', shareOption)
    .option('--from <time>', 'from when on, RFC 3339 (default: at once)', parseInstant)
    .action(async (id: string, options: RampOptions, command: Command) => {
      await make(id, options, command, (experiments, key, signed) =>
        experiments.ramp(key, [{ from: options.from ?? signed.at, share: options.share }], signed),
      );
    });
  change(experiment, 'stop <id>', 'Stop it, or one of its variants, for good.')
    .option('--variant <id>', 'stop this variant alone: the control’s policy decides in its place')
    .action(async (id: string, options: StopOptions, command: Command) => {
      await make(id, options, command, (experiments, key, signed) =>
        options.variant === undefined
          ? experiments.stop(key, signed)
          : experiments.stopVariant(key, options.variant as VariantId, signed),
      );
    });
  change(
    experiment,
    'withdraw <id>',
    'Withdraw it before it starts; or the ramp of a running one that waits for approval.',
  ).action(async (id: string, options: ChangeOptions, command: Command) => {
    await make(id, options, command, async (experiments, key, signed) => {
      const { booked, isGone } = await experiments.withdraw(key, signed);
      if (isGone && options.json !== true) printLine(`${id} is withdrawn; its history stays. It was:`);
      return booked;
    });
  });
}

function change(experiment: Command, name: string, description: string): Command {
  return withChangeOptions(experiment.command(name).description(description));
}

async function make(
  id: string,
  options: ChangeOptions,
  command: Command,
  work: (experiments: Experiments, id: ExperimentId, signed: Signed) => Promise<BookedExperiment>,
): Promise<void> {
  const signed = signedNow(options, command);
  const key = readWith(experimentIdSchema, id);
  await onBook(options, async ({ experiments }) => {
    const booked = await work(experiments, key, signed);
    if (options.json === true) printJson(experimentView(booked));
    else printExperiment(booked, signed.at);
  });
}
