import type { TargetValue } from '../../src/core/evaluation/target-value.ts';
import { BASE_STYLE } from '../page/base-style.ts';
import { escapeHtml } from '../page/escape-html.ts';
import { FOREST_STYLE, type ForestRow, forestPlot } from '../page/forest-plot.ts';
import { htmlPage } from '../page/html-page.ts';
import { htmlTable } from '../page/html-table.ts';
import { decimalsFor } from './decimals-for.ts';
import { ESTIMATORS } from './estimator-words.ts';
import type { Evaluation } from './evaluate-log.ts';
import { remarksOn } from './remarks.ts';
import { WEIGHT_STYLE, weightChart } from './weight-chart.ts';

type Told = Extract<TargetValue, { readonly verdict: 'tell' }>;
type Refused = Extract<TargetValue, { readonly verdict: 'cannot-tell' }>;

const STYLE = `${BASE_STYLE}${FOREST_STYLE}${WEIGHT_STYLE}
.refused { border-left: 4px solid var(--warn); background: var(--panel); padding: 10px 16px; margin: 12px 0; max-width: none; }
.refused ul { margin: 4px 0; } td:first-child { min-width: 22ch; }
`;

/** One HTML document, complete in itself: intervals side by side, the weights behind them, and why some are missing. */
export function evaluationPage(evaluation: Evaluation): string {
  const { valuation } = evaluation;
  const { targets, logged, rows } = valuation;
  const told = targets.filter((target) => target.verdict === 'tell');
  const refused = targets.filter((target) => target.verdict === 'cannot-tell');
  const digits = decimalsFor(valuation);
  const number = (value: number): string => value.toFixed(digits).replace('-', '−');
  const earned = logged === undefined ? '' : ` The policy that made it earned ${number(logged.value)} each.`;
  return htmlPage({
    title: 'Rapport: values of policies',
    style: STYLE,
    body: `<h1>Values of policies</h1>
<p>By a log of ${rows.toLocaleString('en-US')} decisions.${earned} Values are rewards per decision, after cost. Intervals are at 95 % and hold at any time, however the log’s own policy learned as it went; each holds on its own.</p>
${refused.map(refusalPart).join('\n')}
${told.length === 0 ? '' : toldPart(told, logged?.value, number)}
<h2>Weights</h2>
<p>A row counts π ÷ μ, what the policy would have done against what the log’s did. Bars: rows with such a weight. Dots: the share of all weight that they hold. An estimate rests on few rows where the dots are high and the bars low.</p>
<div class="charts">
${targets.map(({ target, diagnostics }) => weightChart(target, diagnostics.histogram)).join('\n')}
</div>
${htmlTable(diagnosticsTable(targets))}
<h2>What to know</h2>
<ul>${remarksOn(evaluation)
      .map((remark) => `<li>${escapeHtml(remark)}</li>`)
      .join('\n')}</ul>`,
  });
}

function refusalPart({ target, reasons, needs }: Refused): string {
  const list = (texts: readonly string[]): string =>
    texts.map((text) => `<li>${escapeHtml(text)}</li>`).join('');
  return `<div class="refused"><strong>${escapeHtml(target)}: cannot tell.</strong><ul>${list(reasons)}</ul>${needs.words.map((words) => `<p class="faint">${escapeHtml(words)}</p>`).join('')}</div>`;
}

function toldPart(
  told: readonly Told[],
  logged: number | undefined,
  number: (value: number) => string,
): string {
  const values = told.map(
    (target): ForestRow => ({
      name: target.target,
      estimate: target.value,
      ...target.intervals.anytime,
      note: `worth ${Math.floor(target.diagnostics.effectiveSampleSize).toLocaleString('en-US')} rows`,
      tone: toneOf(target),
    }),
  );
  const gains = told.flatMap((target): ForestRow[] =>
    target.difference === undefined
      ? []
      : [
          {
            name: target.target,
            estimate: target.difference.value,
            ...target.difference.intervals.anytime,
            note: verdictOf(target),
            tone: toneOf(target),
          },
        ],
  );
  return `<h2>Value</h2>
${forestPlot({ description: 'Value of each policy with its anytime interval', rows: values, ...(logged === undefined ? {} : { line: logged }) })}
${gains.length === 0 ? '' : `<h2>Beyond the log’s policy</h2>\n<p>The difference in the same rows, which is surer than that of two values.</p>\n${forestPlot({ description: 'Difference of each policy to that of the log', rows: gains, line: 0 })}`}
<h2>Intervals</h2>
${htmlTable(intervalsTable(told, number))}
<h2>Estimators</h2>
<p>Estimate ± standard error. Where they disagree by more than their errors, the model is wrong or a few weights decide.</p>
${htmlTable(estimatorsTable(told, number))}`;
}

function toneOf({ difference }: Told): ForestRow['tone'] {
  if (difference === undefined) return 'plain';
  if (difference.intervals.anytime.lower > 0) return 'good';
  return difference.intervals.anytime.upper < 0 ? 'bad' : 'plain';
}

function verdictOf(target: Told): string {
  const tone = toneOf(target);
  if (tone === 'plain') return 'no telling';
  return tone === 'good' ? 'better' : 'worse';
}

function intervalsTable(told: readonly Told[], number: (value: number) => string) {
  const range = (interval: { readonly lower: number; readonly upper: number } | undefined): string =>
    interval === undefined ? '' : `${number(interval.lower)} … ${number(interval.upper)}`;
  return {
    head: [
      'policy',
      'of',
      'estimate',
      'at any time',
      'bootstrap by borrower',
      'empirical Bernstein',
      'normal',
    ],
    rows: told.flatMap(({ target, value, intervals, difference }) =>
      [
        { of: 'value', value, intervals },
        ...(difference === undefined ? [] : [{ of: 'difference', ...difference }]),
      ].map((each) => [
        target,
        each.of,
        number(each.value),
        range(each.intervals.anytime),
        range(each.intervals.bootstrap),
        range(each.intervals.empiricalBernstein),
        range(each.intervals.normal),
      ]),
    ),
  };
}

function estimatorsTable(told: readonly Told[], number: (value: number) => string) {
  const shown = ESTIMATORS.filter(({ name }) => told.some(({ estimates }) => estimates[name] !== undefined));
  return {
    head: ['estimator', ...told.map(({ target }) => target)],
    rows: shown.map(({ name, words }) => [
      words,
      ...told.map(({ estimates }) => {
        const estimate = estimates[name];
        return estimate === undefined ? '' : `${number(estimate.value)} ± ${number(estimate.standardError)}`;
      }),
    ]),
  };
}

function diagnosticsTable(targets: readonly TargetValue[]) {
  const percent = (share: number): string => `${(100 * share).toPrecision(2)} %`;
  return {
    head: [
      'policy',
      'rows',
      'worth',
      'mean weight',
      'largest',
      'its share',
      'could not be done',
      'never done',
    ],
    rows: targets.map(({ target, diagnostics }) => [
      target,
      diagnostics.rows.toLocaleString('en-US'),
      Math.floor(diagnostics.effectiveSampleSize).toLocaleString('en-US'),
      diagnostics.meanWeight.toFixed(3),
      diagnostics.largestWeight.toPrecision(3),
      percent(diagnostics.largestShare),
      diagnostics.support === undefined ? 'not known' : percent(diagnostics.support.impossible),
      diagnostics.support === undefined ? 'not known' : percent(diagnostics.support.untried),
    ]),
  };
}
