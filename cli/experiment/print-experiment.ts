import type { ExperimentStory } from '../../src/app/experiments.ts';
import type { Guardrail } from '../../src/core/experiment/guardrail.ts';
import type { BookedExperiment, Change, Signature } from '../../src/core/experiment/policy-book.ts';
import { percent, policyInWords } from '../../src/core/experiment/transitions/in-words.ts';
import { formatInstant, type Instant } from '../../src/core/time/instant.ts';
import { paint } from '../terminal/paint.ts';
import { printLine, printTable } from '../terminal/print.ts';
import {
  designText,
  liveShare,
  populationText,
  rampLines,
  statusText,
  variantsText,
} from './describe-experiment.ts';

export function printExperiments(experiments: readonly BookedExperiment[], now: Instant): void {
  if (experiments.length === 0) {
    printLine(
      'There is no experiment. Propose one: npx rapport experiment propose docs/examples/experiment.json',
    );
    return;
  }
  printTable(
    ['experiment', 'status', 'of everybody', 'layer', 'variants', 'since'],
    experiments.map((booked) => [
      booked.experiment.id,
      statusText(booked),
      liveShare(booked, now),
      booked.experiment.role === 'holdout' ? 'holdout' : booked.experiment.layer,
      variantsText(booked.experiment),
      sinceText(booked),
    ]),
  );
}

/** One experiment as it stands, in a few lines. */
export function printExperiment(booked: BookedExperiment, now: Instant): void {
  const { experiment, version, proposedBy, approvedBy, stopped, proposedRamp } = booked;
  const { variants, control, slice, layer, role, analysis } = experiment;
  printLine(`${paint.bold(experiment.id)} is ${statusText(booked)} (version ${version})`);
  printLine(`  ${experiment.hypothesis}`);
  fact('proposed by', signatureText(proposedBy));
  if (approvedBy !== undefined) fact('approved by', signatureText(approvedBy));
  fact('since', sinceText(booked));
  fact('who', populationText(experiment));
  fact('assigned', designText(experiment));
  fact(
    'slice',
    `${percent(slice.from)} to ${percent(slice.to)} of ${role === 'holdout' ? 'all: holdout' : `layer ${layer}`}`,
  );
  for (const line of rampLines(experiment.ramp, now)) fact('ramp', line);
  if (proposedRamp !== undefined) {
    for (const line of rampLines(proposedRamp.ramp, now)) fact(`asked by ${proposedRamp.by.author}`, line);
  }
  fact('training', experiment.training === 'learn' ? 'the served model learns from it' : 'kept out of it');
  fact('plan', `${analysis.plannedUnits.toLocaleString('en-US')} units, level ${percent(analysis.level)}`);
  for (const guardrail of experiment.guardrails) fact(`guardrail ${guardrail.id}`, guardrailText(guardrail));
  printTable(
    ['variant', 'share', 'policy', 'traffic'],
    variants.map(({ id, share, policy }) => {
      const stop = stopped.find(({ variant }) => variant === id);
      return [
        id === control ? `${id} ${paint.dim('(control)')}` : id,
        share,
        policyInWords(policy),
        stop === undefined ? '' : paint.red(`stopped ${formatInstant(stop.at)}: ${stop.why}`),
      ];
    }),
  );
}

export function printStory({ booked, changes }: ExperimentStory, now: Instant): void {
  printExperiment(booked, now);
  printLine();
  printChanges(changes);
}

/** Who did what, when and why, oldest first. */
export function printChanges(changes: readonly Change[]): void {
  if (changes.length === 0) printLine('Nothing was ever changed: everything is as configured.');
  for (const { version, at, kind, what, by, approvedBy } of changes) {
    printLine(`${paint.dim(`${version}.`)} ${formatInstant(at)} ${paint.bold(kind)} by ${signatureText(by)}`);
    printLine(`   ${what}`);
    if (approvedBy !== undefined) printLine(`   approved by ${signatureText(approvedBy)}`);
  }
}

export function signatureText({ author, reason, caller }: Signature): string {
  return `${author}${caller === undefined ? '' : ` ${paint.dim(`(${caller})`)}`}: “${reason}”`;
}

function fact(name: string, text: string): void {
  printLine(`  ${paint.dim(name.padEnd(12))} ${text}`);
}

function sinceText({ status, startedAt, stoppedAt }: BookedExperiment): string {
  if (startedAt === undefined) return 'not started';
  const end = status === 'stopped' && stoppedAt !== undefined ? ` to ${formatInstant(stoppedAt)}` : '';
  return `${formatInstant(startedAt)}${end}`;
}

function guardrailText(guardrail: Guardrail): string {
  switch (guardrail.kind) {
    case 'harm': {
      const limits = [
        ...(guardrail.mostTimesControl === undefined
          ? []
          : [`${guardrail.mostTimesControl} × the control’s rate`]),
        ...(guardrail.mostRate === undefined ? [] : [`${percent(guardrail.mostRate)} of borrowers`]),
      ];
      return `stops above ${limits.join(' or ')} with ${guardrail.events.join(', ')}`;
    }
    case 'intensity':
      return `stops above ${guardrail.mostTimesControl} × the control’s contacts`;
    case 'latency':
      return `stops when more than ${percent(guardrail.mostRate)} of decisions take over ${guardrail.slowerThanMs} ms`;
  }
}
