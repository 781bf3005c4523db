import type { ServedToAll } from '../../src/app/policies.ts';
import { policyInWords } from '../../src/core/experiment/transitions/in-words.ts';
import { formatInstant } from '../../src/core/time/instant.ts';
import { paint } from '../terminal/paint.ts';
import { printLine, printTable } from '../terminal/print.ts';
import { printChanges, signatureText } from './print-experiment.ts';

/** The latest changes that are shown. */
const SHOWN = 5;

export function printPolicies({ book, changes }: ServedToAll): void {
  const { serving = [], shadow, paused, experiments = [] } = book ?? {};
  printTable(
    ['served to all', 'since', 'by'],
    [
      ...serving.map(({ policy, since, by, approvedBy }, place) => [
        place === 0 ? paint.green(policyInWords(policy)) : paint.dim(policyInWords(policy)),
        formatInstant(since),
        [by, ...(approvedBy === undefined ? [] : [approvedBy])].map(signatureText).join(' and '),
      ]),
      [
        serving.length === 0 ? paint.green('the configured policy') : paint.dim('the configured policy'),
        '',
        'rapport.config.ts',
      ],
    ],
  );
  printLine(
    serving.length === 0
      ? 'No promotion is in force.'
      : 'The first decides, save in experiments; a rollback drops it, and the next one decides.',
  );
  if (shadow !== undefined) printLine(`In the shadow: ${policyInWords(shadow)}, logged beside what decides.`);
  const running = experiments
    .filter(({ status }) => status === 'running')
    .map(({ experiment }) => experiment.id);
  if (running.length > 0) printLine(`Experiments: ${running.join(', ')}.`);
  if (paused !== undefined) {
    printLine(paint.red(`All experiments stand still since ${formatInstant(paused.at)}: ${paused.why}`));
    printLine('To let them go on: npx rapport experiment resume --author … --reason …');
  }
  printLine();
  if (changes.length > SHOWN)
    printLine(paint.dim(`${changes.length - SHOWN} earlier changes: npx rapport experiment history`));
  printChanges(changes.slice(-SHOWN));
}
