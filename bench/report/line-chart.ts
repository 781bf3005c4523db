import { type Axis, linearAxis, logAxis } from '../../cli/page/axis.ts';
import { escapeHtml } from '../../cli/page/escape-html.ts';
import { spreadLabels } from './spread-labels.ts';

export interface Series {
  readonly name: string;
  /** A class of the page's style: `own`, `ours-1` …, `vw-1` …, `peer-1` …, `reference`. */
  readonly style: string;
  readonly dashed?: boolean;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface LineChart {
  /** Said to those who can't see it. */
  readonly description: string;
  readonly x: { readonly label: string; readonly scale: 'log' | 'linear' };
  readonly y: { readonly label: string; readonly scale: 'log' | 'linear'; readonly digits: number };
  /** What the vertical axis shows at least. */
  readonly range: readonly [low: number, high: number];
  readonly series: readonly Series[];
}

const WIDTH = 900;
const LABELS = 210;
const LEFT = 58;
const TOP = 14;
const BOTTOM = 44;
const LINE = 13;

/** The chart as an SVG; each line has its name at its end, and pointing at either dims the others. */
export function lineChart(chart: LineChart): string {
  const { series, range } = chart;
  const height = Math.max(380, TOP + BOTTOM + LINE * series.length);
  const [right, bottom] = [WIDTH - LABELS, height - BOTTOM];
  const xs = series.flatMap(({ points }) => points.map(([x]) => x));
  const x = makeAxis(chart.x.scale, Math.min(...xs), Math.max(...xs), LEFT, right);
  const y = makeAxis(chart.y.scale, range[0], range[1], bottom, TOP);
  const ends = series.map(({ points }) => y.place(points.at(-1)?.[1] ?? Number.NaN));
  const labels = spreadLabels(ends, LINE, TOP + 4, bottom);
  const lines = series.map((each, place) => line(each, x, y, chart.y.digits, right, labels[place] ?? 0));
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(chart.description)}">
${grid(x, y, chart, right, bottom)}
${lines.reverse().join('\n')}
</svg>`;
}

function makeAxis(scale: 'log' | 'linear', low: number, high: number, from: number, to: number): Axis {
  return scale === 'log' ? logAxis(low, high, from, to) : linearAxis(low, high, from, to);
}

function grid(x: Axis, y: Axis, { x: ofX, y: ofY }: LineChart, right: number, bottom: number): string {
  const across = y.ticks.map((tick) => {
    const at = y.place(tick).toFixed(1);
    return `<line class="grid" x1="${LEFT}" x2="${right}" y1="${at}" y2="${at}"/><text class="tick" text-anchor="end" x="${LEFT - 6}" y="${at}" dy="0.35em">${plain(tick)}</text>`;
  });
  const along = x.ticks.map((tick) => {
    const at = x.place(tick).toFixed(1);
    return `<line class="grid" x1="${at}" x2="${at}" y1="${TOP}" y2="${bottom}"/><text class="tick" text-anchor="middle" x="${at}" y="${bottom + 16}">${plain(tick)}</text>`;
  });
  const middle = (LEFT + right) / 2;
  return [
    ...across,
    ...along,
    `<text class="axis" text-anchor="middle" x="${middle}" y="${bottom + 36}">${escapeHtml(ofX.label)}</text>`,
    `<text class="axis" text-anchor="middle" transform="translate(14 ${(TOP + bottom) / 2}) rotate(-90)">${escapeHtml(ofY.label)}</text>`,
  ].join('\n');
}

function line(
  { name, style, dashed = false, points }: Series,
  x: Axis,
  y: Axis,
  digits: number,
  right: number,
  label: number,
): string {
  const path = points.map(([at, value], place) => {
    return `${place === 0 ? 'M' : 'L'}${x.place(at).toFixed(1)} ${y.place(value).toFixed(1)}`;
  });
  const [lastX = 0, last = Number.NaN] = points.at(-1) ?? [];
  const [endX, endY] = [x.place(lastX).toFixed(1), y.place(last).toFixed(1)];
  const text = `${name} ${last.toFixed(digits)}`;
  return `<g class="series ${style}${dashed ? ' dashed' : ''}"><title>${escapeHtml(text)}</title><path class="line" d="${path.join('')}"/><path class="leader" d="M${endX} ${endY}L${right + 14} ${label.toFixed(1)}"/><text x="${right + 18}" y="${label.toFixed(1)}" dy="0.35em">${escapeHtml(name)} <tspan class="value">${last.toFixed(digits)}</tspan></text></g>`;
}

function plain(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: 4 });
}
