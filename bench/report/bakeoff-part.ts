import { escapeHtml } from '../../cli/page/escape-html.ts';
import { htmlTable } from '../../cli/page/html-table.ts';
import { STRATEGY_NAMES } from '../../src/core/policy/strategy.ts';
import type { BakeoffFindings, PolicyOnSet, SetFindings } from '../bakeoff/findings.ts';
import { duelTable, lossTable, rankTable, verdicts } from '../bakeoff/tables.ts';
import { provenance } from '../circumstances.ts';
import { lineChart, type Series } from './line-chart.ts';
import { rankPlot } from './rank-plot.ts';
import { styleOf } from './styles.ts';

/** The bake-off as a part of the page. */
export function bakeoffPart(findings: BakeoffFindings): string {
  const { sets, ranks, duels, shuffles, defaultStrategy, absent } = findings;
  const isOwn = (row: readonly string[]): boolean => row[0] === defaultStrategy;
  const said = verdicts(findings);
  const parts = [
    '<h2>Classification sets as bandits</h2>',
    `<p>An arm for each class, reward 1 when the chosen class is right. The loss is the share of wrong choices, each made before its row was learned from; means over ${shuffles} orders of the rows, the same for everyone.</p>`,
    said.length > 0
      ? `<ul class="verdict">${said.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`
      : '',
    duels.length > 0 ? htmlTable(duelTable(findings)) : '',
    ranks.length > 1
      ? `<h3>Average rank over ${sets.length} set${sets.length === 1 ? '' : 's'}</h3>${rankPlot(ranks, defaultStrategy)}<details><summary>as a table</summary>${htmlTable(rankTable(findings), isOwn)}</details>`
      : '',
    ...sets.map((set) => setPart(set, defaultStrategy)),
    absent.length > 0
      ? `<p class="faint">Not installed, so left out: ${escapeHtml(absent.join(', '))}.</p>`
      : '',
    `<p class="faint">${escapeHtml(provenance(findings).replaceAll('`', ''))}</p>`,
  ];
  return parts.join('\n');
}

function setPart(set: SetFindings, own: string): string {
  const { name, rows, classes, features, policies, supervised, uniformLoss, constantLoss } = set;
  const series = [
    ...policies.map((policy) => policySeries(policy, own)),
    reference('told every class', supervised.curve),
    reference('best constant', [
      [10, constantLoss],
      [rows, constantLoss],
    ]),
    reference('even choice', [
      [10, uniformLoss],
      [rows, uniformLoss],
    ]),
  ];
  const lowest = Math.min(...series.map(({ points }) => points.at(-1)?.[1] ?? 1));
  return `<h3>${escapeHtml(name)}</h3>
<p class="faint">${rows.toLocaleString('en-US')} rows, ${classes} classes, ${features} features</p>
${lineChart({
  description: `Loss so far of each policy on ${name} as rows come`,
  x: { label: 'rows so far (logarithmic)', scale: 'log' },
  y: { label: 'loss so far (logarithmic)', scale: 'log', digits: 4 },
  range: [0.85 * lowest, 1],
  series,
})}
<details><summary>as a table</summary>${htmlTable(lossTable(set), (row) => row[0] === own)}</details>`;
}

function policySeries({ policy, library, curve }: PolicyOnSet, own: string): Series {
  const style = styleOf(policy, library, own, STRATEGY_NAMES);
  return { name: policy, style, dashed: policy.endsWith(')'), points: curve };
}

function reference(name: string, points: Series['points']): Series {
  return { name, style: 'reference', points };
}
