import type { Command } from 'commander';
import { type DurationPlan, planDuration } from '../experiment/duration-plan.ts';
import { wholeText } from '../experiment/estimate-text.ts';
import { numberOption } from '../terminal/number-option.ts';
import { percent } from '../terminal/number-text.ts';
import { paint } from '../terminal/paint.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';

interface PlanOptions {
  readonly baselineRate?: number;
  readonly sd?: number;
  readonly effect: number;
  readonly perDay: number;
  readonly share: number;
  readonly level: number;
  readonly power: number;
  readonly foreseen: number;
  readonly daysToOutcome: number;
  readonly json?: true;
}

export function registerExperimentPlan(experiment: Command): void {
  experiment
    .command('plan')
    .description(
      'How many units and days it takes to find an effect, with one look or with a look every day.',
    )
    .option(
      '--baseline-rate <p>',
      'the metric is a rate: that of the control',
      numberOption({ above: 0, below: 1 }),
    )
    .option('--sd <value>', 'or a mean: its standard deviation between units', numberOption({ above: 0 }))
    .requiredOption('--effect <difference>', 'the difference that shall be found', numberOption({ above: 0 }))
    .requiredOption(
      '--per-day <units>',
      'units that enter on a day, all variants together',
      numberOption({ above: 0 }),
    )
    .option('--share <p>', 'share of units that are treated', numberOption({ above: 0, below: 1 }), 0.5)
    .option(
      '--level <p>',
      'how often a difference is claimed where there is none',
      numberOption({ above: 0, below: 1 }),
      0.05,
    )
    .option('--power <p>', 'how often the effect shall be found', numberOption({ above: 0, below: 1 }), 0.8)
    .option(
      '--foreseen <p>',
      'share of the variance that the model’s prediction explains, which adjustment removes',
      numberOption({ atLeast: 0, below: 1 }),
      0,
    )
    .option('--days-to-outcome <days>', 'how long a unit’s outcome takes', numberOption({ atLeast: 0 }), 0)
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `
Confidence sequences may be looked at every day and stopped on any; that takes more units than one look at a day fixed
beforehand, if one really looks once. Put the units of the last line into analysis.plannedUnits.

Examples:
  $ npx rapport experiment plan --baseline-rate 0.04 --effect 0.005 --per-day 2000 --days-to-outcome 14
  $ npx rapport experiment plan --sd 0.4 --effect 0.02 --per-day 500 --foreseen 0.3`,
    )
    .action((options: PlanOptions, command: Command) => {
      const { effect, level, power, perDay, daysToOutcome, share: treatedShare } = options;
      const variances = variancesOf(options);
      if (variances === undefined) {
        command.error('error: give either --baseline-rate or --sd; a rate with the effect must stay below 1');
      }
      const plan = planDuration({ effect, ...variances, treatedShare, level, power, perDay, daysToOutcome });
      if (options.json === true) printJson(plan);
      else print(plan, options);
    });
}

/** Of both groups, after adjustment. */
function variancesOf({ baselineRate, sd, effect, foreseen }: PlanOptions) {
  const left = 1 - foreseen;
  if (baselineRate !== undefined && sd === undefined && baselineRate + effect < 1) {
    const treated = baselineRate + effect;
    return {
      controlVariance: left * baselineRate * (1 - baselineRate),
      treatmentVariance: left * treated * (1 - treated),
    };
  }
  if (sd === undefined || baselineRate !== undefined) return undefined;
  return { controlVariance: left * sd * sd, treatmentVariance: left * sd * sd };
}

function print({ needed, curve }: DurationPlan, { power, effect }: PlanOptions): void {
  printLine(`To find a difference of ${effect} with a power of ${percent(power)}:`);
  printTable(
    ['', 'units', 'days'],
    needed.map(({ looks, units, days }) => [
      looks === 'once'
        ? 'one look, on a day fixed beforehand'
        : paint.bold('a look on any day, and a stop on any'),
      wholeText(units),
      wholeText(days),
    ]),
  );
  printLine();
  printTable(
    ['units', 'days', 'power, one look', 'power, any day', `found on any day with ${percent(power)}`],
    curve.map(({ units, days, powerOnce, powerAlways, detectable }) => [
      wholeText(units),
      wholeText(days),
      percent(powerOnce),
      percent(powerAlways),
      String(Number(detectable.toPrecision(3))),
    ]),
  );
}
