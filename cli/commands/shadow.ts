import type { Command } from 'commander';
import configuration from '../../rapport.config.ts';
import type { Estimate } from '../../src/app/off-policy-report.ts';
import { makeReportShadow, type ShadowReport } from '../../src/app/shadow-report.ts';
import { instant } from '../../src/core/time/instant.ts';
import { onPorts, type PlaceOptions, withPlaceOptions } from '../open-ports.ts';
import { decimal, percent } from '../terminal/number-text.ts';
import { paint } from '../terminal/paint.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { progressBar } from '../terminal/progress.ts';

export function registerShadowCommand(program: Command): void {
  withPlaceOptions(
    program
      .command('shadow')
      .description(
        'What the learner in the shadow of the fixed rules would have done, before it is given traffic.',
      ),
  )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      `
With learning.mode 'shadow' the fixed rules decide, and each record says what the strategy would have done. This reports
how often both would have agreed, what the model itself expects to gain, and what the outcomes say: the rules' exact
propensities make their log an experiment, as far as they ever do what the strategy wants.

Examples:
  $ npx rapport shadow
  $ npx rapport shadow --json | jq .offPolicy.gain`,
    )
    .action(async (options: PlaceOptions & { readonly json?: true }) => {
      await onPorts(options, async (ports) => {
        const bar = progressBar('Looking at decisions');
        const report = await makeReportShadow({ ...ports, configuration })(instant(Date.now()), (decisions) =>
          bar.update(decisions),
        ).finally(() => bar.stop());
        if (options.json === true) printJson(report);
        else print(report);
      });
    });
}

function print(report: ShadowReport): void {
  const { decisions, watched, agreed, meanPropensity, channels, expectedGain, offPolicy, mode } = report;
  if (watched === 0) {
    printLine(
      decisions === 0
        ? "No decision was made in the shadow mode: set learning.mode to 'shadow' in rapport.config.ts and deploy it."
        : `${decisions} decisions were made by the fixed rules, none since a model has learned anything; look again later.`,
    );
    return;
  }
  printLine(
    `${paint.bold(report.strategies.join(', '))} watched ${watched.toLocaleString('en-US')} decisions of the fixed rules. ` +
      `It expects most of the very action that was drawn in ${paint.bold(percent(agreed / watched))} of them, ` +
      `and would have drawn it with probability ${decimal(meanPropensity ?? 0)} on average.`,
  );
  printTable(
    ['channel', 'drawn by the rules', 'same action', 'agreement', 'the model expects most of it'],
    channels.map((each) => [
      each.channel,
      each.decisions,
      each.agreed,
      each.decisions === 0 ? '' : percent(each.agreed / each.decisions),
      each.preferred,
    ]),
  );
  if (expectedGain !== undefined) {
    printLine(
      `The model itself expects ${paint.bold(signed(expectedGain))} reward after cost per decision beyond the rules: ` +
        'its own opinion, with its own uncertainty left out.',
    );
  }
  printOffPolicy(offPolicy);
  printLine();
  printLine(
    mode === 'shadow'
      ? "To give it the decisions: learning: { …, mode: 'live' } in rapport.config.ts, npx rapport plan-config, deploy."
      : "It decides already: learning.mode is 'live'.",
  );
}

function printOffPolicy(offPolicy: ShadowReport['offPolicy']): void {
  if (offPolicy === undefined) {
    printLine('No outcome is mature yet, so nothing but its own opinion speaks for it.');
    return;
  }
  const { matured, rules, refusal, ips, snips, gain, diagnostics } = offPolicy;
  if (refusal !== undefined) {
    printLine(
      `${matured.toLocaleString('en-US')} decisions are mature: the rules earned ${value(rules)}; of the strategy their outcomes ${paint.yellow('cannot tell')}.`,
    );
    for (const text of [...refusal.reasons, ...refusal.needs.words]) printLine(`  ${text}`);
    return;
  }
  if (ips === undefined || snips === undefined || gain === undefined) return;
  printTable(
    ['reward after cost, per decision', 'value', '95 % interval'],
    [
      ['the rules, as they were', decimal(rules.mean), interval(rules)],
      ['the strategy, by its outcomes (IPS)', decimal(ips.mean), interval(ips)],
      ['the strategy, self-normalised (SNIPS)', decimal(snips.mean), interval(snips)],
      [paint.bold('what it gains'), paint.bold(decimal(gain.mean)), interval(gain)],
    ],
  );
  printLine(
    `From ${matured.toLocaleString('en-US')} mature decisions, worth ${Math.floor(diagnostics.effectiveSampleSize).toLocaleString('en-US')} of the strategy's own; largest weight ${decimal(diagnostics.largestWeight, 1)}.`,
  );
}

function value(estimate: Estimate): string {
  return `${decimal(estimate.mean)} (${interval(estimate)})`;
}

function signed(estimate: Estimate): string {
  return `${estimate.mean < 0 ? '' : '+'}${value(estimate)}`;
}

function interval({ lower, upper }: Estimate): string {
  return `${decimal(lower)} … ${decimal(upper)}`;
}
