import { type Axis, linearAxis } from './axis.ts';
import { escapeHtml } from './escape-html.ts';

export interface BandPoint {
  /** Said below the axis, e.g. a date. */
  readonly label: string;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** Shown as a dashed line beside the first. */
  readonly beside?: number;
}

export interface BandChart {
  /** Said to those who can't see it. */
  readonly description: string;
  readonly label: string;
  /** At least one, in order; they lie at equal distances. */
  readonly points: readonly BandPoint[];
  /** Lines across, each with its name. */
  readonly marks: readonly { readonly value: number; readonly name: string }[];
}

const WIDTH = 900;
const HEIGHT = 300;
const LEFT = 64;
const RIGHT = 96;
const TOP = 14;
const BOTTOM = 40;
const MOST_LABELS = 7;

/**
 * A line with a band around it over looks, as an SVG; each look has its figures when pointed at.
 * @remarks The first looks' bands are often many times as wide as what follows, so the axis shows the later half in full and
 * cuts off what is beyond it.
 */
export function bandChart({ description, label, points, marks }: BandChart): string {
  const shown = points.slice(Math.floor(points.length / 2));
  const ends = shown.flatMap(({ lower, upper, beside = lower }) => [lower, upper, beside]);
  const all = [...ends, ...marks.map(({ value }) => value)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const margin = high > low ? 0.08 * (high - low) : 1;
  const bottom = HEIGHT - BOTTOM;
  const y = linearAxis(low - margin, high + margin, bottom, TOP);
  const step = points.length > 1 ? (WIDTH - RIGHT - LEFT) / (points.length - 1) : 0;
  const x = (index: number) => LEFT + index * step;
  const at = (value: number) => y.place(value).toFixed(1);
  const clip = `inside-${description.replaceAll(/\W+/g, '-')}`;
  const path = (values: readonly number[], reversed = false) => {
    const places = values.map((value, index) => `${x(index).toFixed(1)} ${at(value)}`);
    return (reversed ? places.reverse() : places).join('L');
  };
  const upper = path(points.map((point) => point.upper));
  const lower = path(
    points.map((point) => point.lower),
    true,
  );
  const besides = points.map(({ beside, value }) => beside ?? value);
  const hasBeside = points.some(({ beside }) => beside !== undefined);
  const lastIndex = points.length - 1;
  return `<svg class="band-chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(description)}">
${grid(y, label, bottom)}
${marks.map(({ value, name }) => `<line class="mark" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at(value)}" y2="${at(value)}"/><text class="axis" x="${WIDTH - RIGHT + 8}" y="${at(value)}" dy="0.35em">${escapeHtml(name)}</text>`).join('\n')}
<clipPath id="${clip}"><rect x="${LEFT - 4}" y="${TOP}" width="${WIDTH - RIGHT - LEFT + 8}" height="${bottom - TOP}"/></clipPath>
<g clip-path="url(#${clip})">
<path class="band" d="M${upper}L${lower}Z"/>
${hasBeside ? `<path class="beside" d="M${path(besides)}"/>` : ''}
<path class="estimate" d="M${path(points.map(({ value }) => value))}"/>
${points.map((point, index) => look(point, index, x(index), step, at(point.value), bottom)).join('\n')}
</g>
${labelledIndices(lastIndex)
  .map(
    (index) =>
      `<text class="tick" text-anchor="middle" x="${x(index).toFixed(1)}" y="${bottom + 18}">${escapeHtml(points[index]?.label ?? '')}</text>`,
  )
  .join('\n')}
</svg>`;
}

function grid(y: Axis, label: string, bottom: number): string {
  const lines = y.ticks.map((tick) => {
    const at = y.place(tick).toFixed(1);
    return `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at}" y2="${at}"/><text class="tick" text-anchor="end" x="${LEFT - 6}" y="${at}" dy="0.35em">${plain(tick)}</text>`;
  });
  return `${lines.join('\n')}
<text class="axis" text-anchor="middle" transform="translate(12 ${(TOP + bottom) / 2}) rotate(-90)">${escapeHtml(label)}</text>`;
}

/** A dot, and a strip to point at. */
function look(
  { label, value, lower, upper }: BandPoint,
  index: number,
  x: number,
  step: number,
  y: string,
  bottom: number,
): string {
  const width = Math.max(4, step);
  const range = lower === upper ? '' : ` (${plain(lower)} … ${plain(upper)})`;
  return `<g class="look"><title>look ${index + 1}, ${escapeHtml(label)}: ${plain(value)}${range}</title><rect x="${(x - width / 2).toFixed(1)}" y="${TOP}" width="${width.toFixed(1)}" height="${bottom - TOP}"/><circle cx="${x.toFixed(1)}" cy="${y}" r="2.4"/></g>`;
}

function labelledIndices(last: number): number[] {
  const count = Math.min(MOST_LABELS, last + 1);
  if (count <= 1) return [0];
  return [...new Set(Array.from({ length: count }, (_, k) => Math.round((k * last) / (count - 1))))];
}

function plain(value: number): string {
  return Number(value.toPrecision(3)).toString().replace('-', '−');
}

export const BAND_STYLE = `
.band-chart .band { fill: var(--own); opacity: 0.16; } .band-chart .estimate { fill: none; stroke: var(--own); stroke-width: 2.2; stroke-linejoin: round; }
.band-chart .beside { fill: none; stroke: var(--faint); stroke-width: 1.2; stroke-dasharray: 4 3; }
.band-chart .mark { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 2 3; opacity: 0.7; }
.band-chart .look rect { fill: transparent; } .band-chart .look circle { fill: var(--own); } .band-chart .look:hover rect { fill: var(--own); opacity: 0.08; }
`;
