import type { CandidateValue, SearchLog } from '../../src/app/search/search-log.ts';
import { BASE_STYLE } from '../page/base-style.ts';
import { escapeHtml } from '../page/escape-html.ts';
import { FOREST_STYLE, type ForestRow, forestPlot } from '../page/forest-plot.ts';
import { htmlPage } from '../page/html-page.ts';
import { htmlTable } from '../page/html-table.ts';
import { findingOf, levelText } from './search-words.ts';

interface Shown {
  readonly name: string;
  readonly value: CandidateValue;
}

/** One HTML document, complete in itself: what was tried, what was confirmed, and what may be said. */
export function searchPage(search: SearchLog): string {
  const { parts, candidates, confirmation, settings, log } = search;
  const selected = candidates.map(({ name, selected: value }): Shown => ({ name, value }));
  const confirmed =
    confirmation?.candidates.map(({ name, confirmed: value }): Shown => ({ name, value })) ?? [];
  const table = {
    head: ['part', 'from', 'until', 'rows', 'compared'],
    rows: parts.map(({ use, from, to, rows, compared }) => [use, from, to, String(rows), String(compared)]),
  };
  return htmlPage({
    title: 'Rapport: policy search',
    style: `${BASE_STYLE}${FOREST_STYLE}`,
    body: `<h1>Policy search</h1>
<p><strong>${escapeHtml(findingOf(search))}</strong></p>
<p>${candidates.length} candidates were learned from the first part of the log and valued by the second; the best ${confirmed.length} were valued once by the third. What confirms had no part in what was chosen. Seed ${settings.seed}; log ${log.digest.slice(0, 19)}….</p>
${htmlTable(table)}
${confirmed.length === 0 ? '' : `<h2>Confirmed</h2><p>Gain over what is served, reward after cost per decision; intervals at ${levelText(confirmation?.level ?? 0)} each, so that all hold together at ${levelText(1 - settings.alpha)}.</p>${gains(confirmed)}`}
<h2>Tried</h2>
<p class="faint">Each interval holds on its own: the best of many looks better than it is.</p>
${gains(selected)}
${refusals(selected)}`,
  });
}

function gains(shown: readonly Shown[]): string {
  const rows = shown.flatMap(({ name, value }): readonly ForestRow[] =>
    value.verdict === 'cannot-tell'
      ? []
      : [
          {
            name,
            estimate: value.gain.value,
            lower: value.gain.lower,
            upper: value.gain.upper,
            note: `worth ${value.effective.toLocaleString('en-US')} rows`,
            tone: toneOf(value.gain),
          },
        ],
  );
  if (rows.length === 0) return '<p>Of none of them the log can tell.</p>';
  return forestPlot({ description: 'Gain of each candidate over what is served', rows, line: 0 });
}

function toneOf({ lower, upper }: { readonly lower: number; readonly upper: number }): ForestRow['tone'] {
  if (lower > 0) return 'good';
  return upper < 0 ? 'bad' : 'plain';
}

function refusals(shown: readonly Shown[]): string {
  const untold = shown.flatMap(({ name, value }) =>
    value.verdict === 'cannot-tell' ? [[name, value.reasons.join(' ')]] : [],
  );
  if (untold.length === 0) return '';
  return `<h2>Cannot tell</h2>${htmlTable({ head: ['candidate', 'why'], rows: untold })}`;
}
