import type { ExperimentReport } from '../../src/app/experiment-report.ts';
import { BAND_STYLE } from '../page/band-chart.ts';
import { BASE_STYLE } from '../page/base-style.ts';
import { escapeHtml } from '../page/escape-html.ts';
import { FOREST_STYLE } from '../page/forest-plot.ts';
import { htmlPage } from '../page/html-page.ts';
import { htmlTable } from '../page/html-table.ts';
import { checksPart } from './checks-part.ts';
import { describeState } from './describe-state.ts';
import { readingPart } from './reading-part.ts';
import { groupsTable, guardrailsTable } from './tables.ts';

const STYLE = `${BASE_STYLE}${BAND_STYLE}${FOREST_STYLE}
.verdict { border-left: 4px solid var(--faint); background: var(--panel); padding: 10px 16px; margin: 16px 0; max-width: none; font-size: 16px; }
.verdict.better { border-color: var(--good); } .verdict.worse, .verdict.refused { border-color: var(--bad); } .verdict.unknown, .verdict.too-few { border-color: var(--warn); }
td { vertical-align: top; } .guardrails td:last-child { white-space: normal; }
`;

/** One HTML document, complete in itself: what an experiment shows, over time and now, or why it shows nothing. */
export function experimentPage(report: ExperimentReport): string {
  const { booked, findings, guardrails } = report;
  const { experiment } = booked;
  const verdicts = (findings.reading?.verdicts ?? []).map(
    ({ kind, text }) => `<p class="verdict ${kind}">${escapeHtml(text)}</p>`,
  );
  const refusals = findings.obstacles.map(
    (obstacle) => `<p class="verdict refused"><strong>Do not read.</strong> ${escapeHtml(obstacle)}</p>`,
  );
  const breached = guardrails.some((each) => each.breached);
  return htmlPage({
    title: `Rapport: experiment ${experiment.id}`,
    style: STYLE,
    body: `<h1>${escapeHtml(experiment.id)}</h1>
<p>${escapeHtml(experiment.hypothesis)}</p>
<p class="faint">${describeState(report).map(escapeHtml).join('<br>')}</p>
${[...refusals, ...verdicts].join('\n')}
${htmlTable(groupsTable(report))}
${findings.reading === undefined ? '' : readingPart(report, findings.reading)}
${
  guardrails.length === 0
    ? ''
    : `<h2>Guardrails</h2>
<p>${breached ? 'Some are breached.' : 'All hold.'} They are judged on what was counted so far, mature or not, and stop a variant by themselves.</p>
<div class="guardrails">${htmlTable(guardrailsTable(report))}</div>`
}
${checksPart(report)}`,
  });
}
