import { escapeHtml } from '../../cli/page/escape-html.ts';
import { htmlTable } from '../../cli/page/html-table.ts';
import { provenance } from '../circumstances.ts';
import type { InferenceFindings, LogFindings } from '../inference/findings.ts';
import type { ScenarioSummary, TestSummary } from '../inference/summarise-experiments.ts';
import { alarmTable, claimTable, coverageTable } from '../inference/tables.ts';
import { coveragePlot } from './coverage-plot.ts';
import { lineChart, type Series } from './line-chart.ts';

/** Always-valid inference as a part of the page. */
export function inferencePart(findings: InferenceFindings): string {
  const { experiments, logs, claims } = findings;
  return [
    '<h2>Always-valid inference</h2>',
    '<p>Experiments judged after every batch by the code that reports them, and policies valued by the logs of others. The truth is known, so mistakes can be counted: a test may raise a false alarm in at most 5 % of the experiments, over all looks together; an interval has to hold the truth at every time in at least 95 % of the logs.</p>',
    htmlTable(claimTable(claims)),
    ...experiments.map(experimentsPart),
    ...logs.map(logsPart),
    `<p class="faint">${escapeHtml(provenance(findings).replaceAll('`', ''))}</p>`,
  ].join('\n');
}

function experimentsPart(summary: ScenarioSummary): string {
  const { scenario, runs, looks, tests } = summary;
  const isNothing = scenario === 'nothing to find';
  return `<h3>Experiments: ${escapeHtml(scenario)}</h3>
<p>${runs.toLocaleString('en-US')} experiments, ${looks} looks each. ${isNothing ? 'Always-valid tests in full lines, fixed-horizon tests looked at as often in dashed ones:' : 'Always-valid tests:'}</p>
${lineChart({
  description: `Share of experiments with an alarm by each look, with ${scenario}`,
  x: { label: 'looks', scale: 'linear' },
  y: { label: 'share of experiments with an alarm so far, %', scale: 'linear', digits: 1 },
  range: isNothing ? [0, 100 * Math.max(0.1, ...tests.map(({ peeked }) => peeked.alarmed.share))] : [0, 100],
  series: [
    ...tests.flatMap((test, place) => seriesOf(test, place, isNothing)),
    ...(isNothing ? [promised(looks)] : []),
  ],
})}
<details><summary>as a table</summary>${htmlTable(alarmTable(summary))}</details>`;
}

const STYLES = ['ours-1', 'ours-2', 'ours-3', 'ours-4', 'ours-5', 'ours-6', 'vw', 'peer', 'own'] as const;

function seriesOf({ test, always, peeked }: TestSummary, place: number, withPeeked: boolean): Series[] {
  const style = STYLES[place % STYLES.length] ?? 'ours-1';
  const points = (curve: readonly number[]): Series['points'] =>
    curve.map((share, look) => [look + 1, 100 * share]);
  return [
    { name: test, style, points: points(always.curve) },
    ...(withPeeked ? [{ name: `${test}, peeked`, style, dashed: true, points: points(peeked.curve) }] : []),
  ];
}

function promised(looks: number): Series {
  return {
    name: 'promised',
    style: 'reference',
    points: [
      [1, 5],
      [looks, 5],
    ],
  };
}

function logsPart(findings: LogFindings): string {
  const { circumstance, logs } = findings;
  return `<h3>Logs: ${escapeHtml(circumstance)}</h3>
<p>${logs} logs of each strategy. How often the interval held, at every time, what the target would have earned on these contexts:</p>
${coveragePlot(findings)}
<details><summary>as a table</summary>${htmlTable(coverageTable(findings))}</details>`;
}
