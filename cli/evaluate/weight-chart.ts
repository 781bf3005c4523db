import { WEIGHT_BINS } from '../../src/core/evaluation/weight-histogram.ts';
import { escapeHtml } from '../page/escape-html.ts';

const WIDTH = 430;
const HEIGHT = 190;
const LEFT = 44;
const RIGHT = 8;
const TOP = 26;
const BOTTOM = 40;

/**
 * How many rows have which importance weight, as an SVG: bars of rows, with the share of all weight that they hold as a
 * line of dots, so that the few rows that decide an estimate are seen beside the many that don't.
 * @param counts One for each of `WEIGHT_BINS`.
 */
export function weightChart(name: string, counts: readonly number[]): string {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const used = counts.flatMap((count, bin) => (count > 0 ? [bin] : []));
  const [first, last] = [used[0] ?? 0, used.at(-1) ?? 0];
  const bins = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const held = bins.map((bin) => (counts[bin] ?? 0) * middleOf(bin));
  const weight = held.reduce((sum, each) => sum + each, 0);
  const step = (WIDTH - LEFT - RIGHT) / bins.length;
  const bottom = HEIGHT - BOTTOM;
  const height = (share: number): number => share * (bottom - TOP);
  const bars = bins.map((bin, index) => {
    const [count, part] = [counts[bin] ?? 0, weight > 0 ? (held[index] ?? 0) / weight : 0];
    const [x, share] = [LEFT + index * step, rows > 0 ? count / rows : 0];
    const title = `${labelOf(bin)}: ${count.toLocaleString('en-US')} rows (${percent(share)}), about ${percent(part)} of all weight`;
    return `<g class="bin"><title>${escapeHtml(title)}</title><rect class="hit" x="${x.toFixed(1)}" y="${TOP}" width="${step.toFixed(1)}" height="${bottom - TOP}"/><rect class="bar" x="${(x + 1.5).toFixed(1)}" y="${(bottom - height(share)).toFixed(1)}" width="${Math.max(1, step - 3).toFixed(1)}" height="${height(share).toFixed(1)}"/><circle cx="${(x + step / 2).toFixed(1)}" cy="${(bottom - height(part)).toFixed(1)}" r="3"/></g>`;
  });
  const labelled = bins.filter((_, index) => index % Math.ceil(bins.length / 8) === 0);
  const ticks = labelled.map(
    (bin) =>
      `<text class="tick" text-anchor="middle" x="${(LEFT + (bin - first + 0.5) * step).toFixed(1)}" y="${bottom + 15}">${shortLabel(bin)}</text>`,
  );
  const grid = [0, 0.5, 1].map((share) => {
    const y = (bottom - height(share)).toFixed(1);
    return `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}"/><text class="tick" text-anchor="end" x="${LEFT - 6}" y="${y}" dy="0.35em">${percent(share)}</text>`;
  });
  return `<svg class="weights" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(`Importance weights of ${name}`)}">
<text x="${LEFT}" y="14" font-weight="600">${escapeHtml(name)}</text>
${[...grid, ...bars, ...ticks].join('\n')}
<text class="axis" text-anchor="middle" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${bottom + 34}">weight of a row, from</text>
</svg>`;
}

function middleOf(bin: number): number {
  const { from, below } = WEIGHT_BINS[bin] ?? { from: 0, below: 0 };
  if (bin === 0) return 0;
  return Number.isFinite(below) ? Math.sqrt(Math.max(from, 2 ** -8) * below) : from;
}

function labelOf(bin: number): string {
  const { from, below } = WEIGHT_BINS[bin] ?? { from: 0, below: 0 };
  if (bin === 0) return 'weight 0';
  if (!Number.isFinite(below)) return `weights from ${short(from)}`;
  return `weights from ${bin === 1 ? 'above 0' : short(from)} to below ${short(below)}`;
}

function shortLabel(bin: number): string {
  if (bin === 0) return '0';
  return bin === 1 ? '>0' : short(WEIGHT_BINS[bin]?.from ?? 0);
}

function short(value: number): string {
  if (value >= 1024) return `${Math.round(value / 1024)}k`;
  return value >= 1 ? String(value) : `1/${Math.round(1 / value)}`;
}

function percent(share: number): string {
  const value = 100 * share;
  return `${value === 0 || value >= 1 ? value.toFixed(0) : value.toPrecision(1)} %`;
}

export const WEIGHT_STYLE = `
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(400px, 1fr)); gap: 8px 24px; }
.weights .bar { fill: var(--own); opacity: 0.75; } .weights circle { fill: var(--bad); } .weights .hit { fill: transparent; }
.weights .bin:hover .hit { fill: var(--own); opacity: 0.1; }
`;
