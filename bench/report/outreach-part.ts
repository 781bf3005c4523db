import { escapeHtml } from '../../cli/page/escape-html.ts';
import { htmlTable } from '../../cli/page/html-table.ts';
import { STRATEGY_NAMES } from '../../src/core/policy/strategy.ts';
import { provenance } from '../circumstances.ts';
import type { CoverageFindings } from '../outreach/measure-coverage.ts';
import type { OutreachFindings } from '../outreach/measure-worlds.ts';
import type { WorldSummary } from '../outreach/summary.ts';
import { claimTable, coverageTable, worldTable } from '../outreach/tables.ts';
import { lineChart, type Series } from './line-chart.ts';
import { styleOf } from './styles.ts';

const ABOUT: Readonly<Record<WorldSummary['world'], string>> = {
  structured:
    'What an arm is worth adds up from its channel, its day, its time of day and a small rest of its own.',
  unstructured: 'Every arm is worth something of its own; nothing is to be learned from one about another.',
  misspecified: 'Channel and time multiply and saturate: no linear model is right.',
  drifting:
    'Channels and times of day change their worth steadily, until the end has nothing to do with the beginning.',
  delayed:
    'The structured world, but a third of the outcomes are heard of after their reward window has closed.',
};

/** The outreach worlds as a part of the page. */
export function outreachPart(findings: OutreachFindings): string {
  const { worlds, claims, seeds, decisions, defaultStrategy } = findings;
  return [
    '<h2>Outreach worlds</h2>',
    `<p>168 arms (6 channels, 7 days, 4 times of day), 12 features, ${decisions.toLocaleString('en-US')} decisions, ${seeds} seed${seeds === 1 ? '' : 's'}. Every arm’s expected reward is known, so strategies are valued exactly; a model learns of a decision a thousand decisions later, and a new one decides from every five-hundredth decision on.</p>`,
    claims.length > 0 ? htmlTable(claimTable(claims)) : '',
    ...worlds.map((world) => worldPart(world, defaultStrategy)),
    `<p class="faint">${escapeHtml(provenance(findings).replaceAll('`', ''))}</p>`,
  ].join('\n');
}

function worldPart(world: WorldSummary, own: string): string {
  const series: Series[] = [
    ...world.strategies
      .toSorted((one, other) => other.reward.value - one.reward.value)
      .map(({ strategy, curve }) => ({
        name: strategy,
        style: styleOf(strategy, 'rapport', own, STRATEGY_NAMES),
        points: curve.map(({ decisions, reward }) => [decisions, reward] as const),
      })),
    {
      name: 'best choice',
      style: 'reference',
      points: world.curve.map(({ decisions, oracle }) => [decisions, oracle] as const),
    },
  ];
  const values = series.flatMap(({ points }) => points.map(([, value]) => value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = 0.05 * (high - low);
  return `<h3>${escapeHtml(world.world)}</h3>
<p>${escapeHtml(ABOUT[world.world])}</p>
${lineChart({
  description: `Expected reward per decision of each strategy in the ${world.world} world as decisions are made`,
  x: { label: 'decisions', scale: 'linear' },
  y: { label: 'expected reward per decision', scale: 'linear', digits: 3 },
  range: [low - margin, high + margin],
  series,
})}
<details><summary>as a table</summary>${htmlTable(worldTable(world), (row) => row[0] === own)}</details>`;
}

/** How far off-policy intervals can be relied on, as a part of the page. */
export function coveragePart(findings: CoverageFindings): string {
  const { strategy, world, decisions, seeds } = findings;
  return [
    '<h2>Off-policy intervals</h2>',
    `<p>The even policy valued by inverse propensity from the log of <code>${escapeHtml(strategy)}</code> in the ${escapeHtml(world)} world: ${decisions.toLocaleString('en-US')} decisions, ${seeds} seeds. How often the 95 % interval holds the truth:</p>`,
    htmlTable(coverageTable(findings)),
    `<p class="faint">${escapeHtml(provenance(findings).replaceAll('`', ''))}</p>`,
  ].join('\n');
}
