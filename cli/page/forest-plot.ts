import { linearAxis } from './axis.ts';
import { escapeHtml } from './escape-html.ts';

export interface ForestRow {
  readonly name: string;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
  /** Said at the right, e.g. how many units. */
  readonly note: string;
  readonly tone: 'good' | 'bad' | 'plain';
}

export interface ForestPlot {
  /** Said to those who can't see it. */
  readonly description: string;
  readonly rows: readonly ForestRow[];
  /** Where a line is drawn from top to bottom, e.g. 0. */
  readonly line?: number;
}

const WIDTH = 900;
const LEFT = 230;
const RIGHT = 210;
const ROW = 24;
const TOP = 28;

/** Estimates with their intervals below one another, as an SVG. Intervals may go beyond the plot; the estimates don't. */
export function forestPlot({ description, rows, line }: ForestPlot): string {
  const height = TOP + ROW * rows.length + 10;
  const [low, high] = rangeOf(rows, line);
  const axis = linearAxis(low, high, LEFT, WIDTH - RIGHT);
  const inside = (value: number) => axis.place(Math.min(high, Math.max(low, value))).toFixed(1);
  const ticks = axis.ticks.map(
    (tick) =>
      `<line class="grid" x1="${inside(tick)}" x2="${inside(tick)}" y1="${TOP - 8}" y2="${height - 8}"/><text class="tick" text-anchor="middle" x="${inside(tick)}" y="13">${plain(tick)}</text>`,
  );
  const drawn = rows.map(({ name, estimate, lower, upper, note, tone }, place) => {
    const y = TOP + ROW * (place + 0.5);
    const text = `${plain(estimate)} (${plain(lower)} … ${plain(upper)})`;
    return `<g class="forest ${tone}"><title>${escapeHtml(`${name}: ${text}, ${note}`)}</title><text text-anchor="end" x="${LEFT - 14}" y="${y}" dy="0.35em">${escapeHtml(name)}</text><line x1="${inside(lower)}" x2="${inside(upper)}" y1="${y}" y2="${y}"/><circle cx="${inside(estimate)}" cy="${y}" r="4.5"/><text class="value" x="${WIDTH - RIGHT + 12}" y="${y}" dy="0.35em">${escapeHtml(`${plain(estimate)} · ${note}`)}</text></g>`;
  });
  const across =
    line === undefined
      ? ''
      : `<line class="forest-line" x1="${inside(line)}" x2="${inside(line)}" y1="${TOP - 8}" y2="${height - 8}"/>`;
  return `<svg class="forest-plot" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(description)}">
${[...ticks, across, ...drawn].join('\n')}
</svg>`;
}

/** All estimates, and their intervals as far as four times the median half width. */
function rangeOf(rows: readonly ForestRow[], line: number | undefined): [number, number] {
  const widths = rows.map(({ lower, upper }) => upper - lower).sort((a, b) => a - b);
  const reach = 2 * (widths[Math.floor(widths.length / 2)] ?? 1);
  const values = rows.flatMap(({ estimate, lower, upper }) => [
    Math.max(lower, estimate - reach),
    Math.min(upper, estimate + reach),
  ]);
  const all = line === undefined ? values : [...values, line];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const margin = high > low ? 0.05 * (high - low) : 1;
  return [low - margin, high + margin];
}

function plain(value: number): string {
  return Number(value.toPrecision(3)).toString().replace('-', '−');
}

export const FOREST_STYLE = `
.forest line { stroke: var(--faint); stroke-width: 3; stroke-linecap: round; opacity: 0.55; } .forest circle { fill: var(--faint); }
.forest.good line, .forest.good circle { stroke: var(--good); fill: var(--good); } .forest.bad line, .forest.bad circle { stroke: var(--bad); fill: var(--bad); }
.forest-line { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 2 3; opacity: 0.7; }
`;
