import { NOT_LEGAL_ADVICE } from '../../src/core/rules/not-legal-advice.ts';
import { formatInstant } from '../../src/core/time/instant.ts';
import { paint } from '../terminal/paint.ts';
import { printLine, printTable } from '../terminal/print.ts';
import type { RulingExplanation } from './explanation.ts';
import { printHit } from './print-check.ts';

export function printExplanation(explanation: RulingExplanation): void {
  const { decisionId, decidedAt, purpose, status, action, propensity, forced, unmet } = explanation;
  printLine(paint.dim(NOT_LEGAL_ADVICE));
  printLine(`${paint.bold(decisionId)}, ${formatInstant(decidedAt)}, for ${purpose}`);
  printLine(
    status === 'withheld'
      ? paint.yellow('withheld: no contact and no choice between contacts')
      : `chosen: ${paint.bold(action ?? '')} with probability ${propensity}`,
  );
  if (forced !== undefined) {
    printLine(`${forced.rule} left nothing else; to be made before ${formatInstant(forced.dueBy)}.`);
  }
  for (const { rule, dueBy } of unmet) {
    printLine(paint.red(`${rule} demanded a contact before ${formatInstant(dueBy)} that could not be made.`));
  }
  for (const sentence of explanation.because) printLine(`  ${sentence}`);
  printGrounds(explanation);
  printLine();
  for (const { action: name, allowed, propensity: share, blockedBy } of explanation.actions) {
    printLine(`${allowed ? paint.green('allowed') : paint.red('blocked')} ${name} ${share ?? ''}`.trimEnd());
    blockedBy.forEach(printHit);
  }
}

function printGrounds({ question, ruleSet, ruleSetInForce, ages }: RulingExplanation): void {
  printLine();
  if (question === undefined) {
    printLine('The record does not keep what the rules saw.');
    return;
  }
  const { purpose, actor, accountId } = question;
  printLine(
    `The rules were asked: ${actor}, ${purpose}, ${accountId === undefined ? 'about no debt in particular' : `about account ${accountId}`}.`,
  );
  printLine(
    `Rule set ${ruleSet}${ruleSetInForce === true ? ', in force now' : ', not the one in force now'}.`,
  );
  if (ages.length === 0) return;
  printTable(
    ['fact used', 'what the file says', 'since', 'days before the decision'],
    ages.map(({ fact, value, since, days }) => [
      fact,
      value,
      since === undefined ? '' : formatInstant(since),
      days ?? '',
    ]),
  );
}
