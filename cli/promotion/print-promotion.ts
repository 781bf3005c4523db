import type { PromotionOutcome } from '../../src/app/promotion/promote.ts';
import type { PromotionEvidence, PromotionSource } from '../../src/app/promotion/promotion-evidence.ts';
import { belowFourFifths, type GroupFacts } from '../../src/core/experiment/promotion/fairness-gate.ts';
import type { GateFinding } from '../../src/core/experiment/promotion/gate-finding.ts';
import { levelText } from '../search/search-words.ts';
import { decimal, percent } from '../terminal/number-text.ts';
import { paint } from '../terminal/paint.ts';
import { printLine, printTable } from '../terminal/print.ts';

/** Each gate with its figures, and what was done. */
export function printPromotion(
  { source, groups }: PromotionEvidence,
  { verdict, book, snapshot }: PromotionOutcome,
): void {
  printLine(sourceInWords(source));
  printLine();
  for (const finding of together(verdict.findings)) printFinding(finding);
  if (groups !== undefined) printGroups(groups);
  printLine();
  if (book !== undefined) {
    printLine(paint.green(book.change.what));
    printLine(`The policy book is at version ${book.version}. To go back at once: npx rapport rollback`);
    if (snapshot !== undefined)
      printLine(paint.dim(`It decides by ${snapshot.slice(0, 19)}…, published just now.`));
  } else if (verdict.passed) {
    printLine(paint.green('Every gate lets it pass. Nothing was changed: this was a dry run.'));
  } else printLine(paint.yellow('It is not promoted, and nothing was changed.'));
}

/** Findings that say the same of several subjects, as one. */
function together(findings: readonly GateFinding[]): readonly GateFinding[] {
  const kept: GateFinding[] = [];
  for (const finding of findings) {
    const last = kept.at(-1);
    const isSame = last?.gate === finding.gate && last.words === finding.words;
    if (last === undefined || !isSame || finding.subject === undefined) kept.push(finding);
    else kept.splice(-1, 1, { ...last, subject: `${last.subject}, ${finding.subject}` });
  }
  return kept;
}

function printFinding({ gate, subject, passed, words, remedy }: GateFinding): void {
  const name = subject === undefined ? gate : `${gate} · ${subject}`;
  printLine(`${passed ? paint.green('pass  ') : paint.red('refuse')} ${paint.bold(name)}  ${words}`);
  if (remedy !== undefined && remedy !== '') printLine(paint.dim(`       ${remedy}`));
}

function printGroups(groups: readonly GroupFacts[]): void {
  const flagged = new Set(belowFourFifths(groups));
  printLine();
  printTable(
    ['group', 'decisions', 'contacted now', 'would be', 'value now', 'would be', ''],
    groups.map(({ group, rows, contact, value }) => [
      group,
      rows,
      percent(contact.champion),
      percent(contact.challenger),
      value === undefined ? '' : decimal(value.champion),
      value === undefined ? 'cannot tell' : decimal(value.challenger),
      flagged.has(group) ? paint.yellow('below four fifths') : '',
    ]),
  );
}

function sourceInWords(source: PromotionSource): string {
  if (source.kind === 'experiment') {
    const { experiment, variant, control, through } = source;
    const until = through === undefined ? '' : `, through ${through}`;
    return `By the experiment ${paint.bold(experiment)}: ${variant} against ${control}${until}.`;
  }
  const { judgedFrom, judgedTo, learnedBefore, compared, level, search } = source;
  const found =
    search === undefined
      ? ' It must not have been chosen by this log.'
      : ` It is one of ${search.candidates} that were searched, ${search.confirmed} of them confirmed.`;
  return (
    `By ${paint.bold(`${compared.toLocaleString('en-US')} decisions`)} from ${judgedFrom.slice(0, 10)} to ${judgedTo.slice(0, 10)}, learned ` +
    `from those before ${learnedBefore.slice(0, 10)}; intervals at ${levelText(level)}.${found}`
  );
}
