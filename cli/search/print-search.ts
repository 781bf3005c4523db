import type { CandidateValue, SearchLog } from '../../src/app/search/search-log.ts';
import { decimal } from '../terminal/number-text.ts';
import { paint } from '../terminal/paint.ts';
import { printLine, printTable } from '../terminal/print.ts';
import { findingOf, levelText } from './search-words.ts';

/** What was tried, what was confirmed, and what may be said. */
export function printSearch(search: SearchLog): void {
  const { parts, candidates, confirmation, championSelecting, log } = search;
  printTable(
    ['part', 'from', 'until', 'rows', 'compared'],
    parts.map(({ use, from, to, rows, compared }) => [
      use,
      from.slice(0, 16),
      to.slice(0, 16),
      rows,
      compared,
    ]),
  );
  printLine(
    paint.dim(
      `${log.rows} rows; ${log.young} younger ones left out, whose time is not complete; ${log.single} had no choice, ${log.inExperiments} were decided by experiments.`,
    ),
  );
  printLine();
  const earned =
    championSelecting === undefined ? '' : `, where what is served earned ${decimal(championSelecting)}`;
  printLine(
    `${paint.bold(`${candidates.length} candidates`)}, learned from the first part and valued by the second${earned}:`,
  );
  printTable(
    ['candidate', 'value', 'gain', 'gain at any time', 'worth rows'],
    candidates.map(({ name, selected }) => [name, ...cellsOf(selected)]),
  );
  if (confirmation !== undefined) {
    const { champion, level } = confirmation;
    const served = champion === undefined ? '' : `, where what is served earned ${decimal(champion)}`;
    printLine();
    printLine(
      `${paint.bold(`${confirmation.candidates.length} confirmed`)} by the third part${served}; intervals at ${levelText(level)} each:`,
    );
    printTable(
      ['candidate', 'value', 'gain', 'gain at any time', 'worth rows', 'verdict'],
      confirmation.candidates.map(({ name, confirmed, better }) => [
        name,
        ...cellsOf(confirmed),
        better === undefined ? 'not surely better' : paint.green('better'),
      ]),
    );
  }
  printLine();
  printLine(search.best === undefined ? paint.yellow(findingOf(search)) : paint.green(findingOf(search)));
}

function cellsOf(value: CandidateValue): readonly (string | number)[] {
  if (value.verdict === 'cannot-tell') return ['', '', `cannot tell: ${value.reasons[0] ?? ''}`, ''];
  const { gain } = value;
  const sign = gain.value < 0 ? '' : '+';
  return [
    decimal(value.value),
    `${sign}${decimal(gain.value)}`,
    `${decimal(gain.lower)} … ${decimal(gain.upper)}`,
    value.effective,
  ];
}
