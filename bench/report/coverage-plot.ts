import { linearAxis } from '../../cli/page/axis.ts';
import { escapeHtml } from '../../cli/page/escape-html.ts';
import type { LogFindings } from '../inference/findings.ts';
import type { Share } from '../inference/share.ts';
import { intervalOf } from '../inference/tables.ts';

const WIDTH = 900;
const LEFT = 220;
const RIGHT = 60;
const ROW = 19;
const TOP = 26;

const KINDS = [
  { kind: 'normal', style: 'peer' },
  { kind: 'bootstrap', style: 'vw' },
  { kind: 'anytime', style: 'own' },
] as const;

/**
 * For each strategy and target, how often each interval held the truth at every time, as dots with their intervals on a
 * line, as an SVG; the promise of 95 % is a line from top to bottom.
 */
export function coveragePlot({ circumstance, coverage }: LogFindings): string {
  const height = TOP + ROW * coverage.length + 8;
  const axis = linearAxis(0, 100, LEFT, WIDTH - RIGHT);
  const marks = axis.ticks.map((tick) => {
    const at = axis.place(tick).toFixed(1);
    return `<line class="grid" x1="${at}" x2="${at}" y1="${TOP - 8}" y2="${height - 8}"/><text class="tick" text-anchor="middle" x="${at}" y="12">${tick} %</text>`;
  });
  const promise = axis.place(95).toFixed(1);
  const rows = coverage.map((each, place) => {
    const y = TOP + ROW * (place + 0.5);
    const dots = KINDS.map(({ kind, style }) => {
      const held = intervalOf(each, kind)?.heldAlways;
      return held === undefined ? '' : dot(`${kind} ${percent(held)}`, style, held, axis.place, y);
    });
    const name = `${each.strategy} → ${each.target}`;
    return `<text text-anchor="end" x="${LEFT - 14}" y="${y}" dy="0.35em">${escapeHtml(name)}</text>${dots.join('')}`;
  });
  const legend = KINDS.map(({ kind, style }) => `<span class="${style}">● ${kind}</span>`).join(' ');
  return `<p class="faint legend">${legend}</p><svg class="coverage" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="How often intervals held the truth at every time, logs ${escapeHtml(circumstance)}">
${[...marks, `<line class="promise" x1="${promise}" x2="${promise}" y1="${TOP - 8}" y2="${height - 8}"/>`, ...rows].join('\n')}
</svg>`;
}

function dot(text: string, style: string, held: Share, place: (value: number) => number, y: number): string {
  const [at, from, to] = [held.share, held.lower, held.upper].map((share) => place(100 * share).toFixed(1));
  return `<g class="${style}"><title>${escapeHtml(text)}</title><line x1="${from}" x2="${to}" y1="${y}" y2="${y}"/><circle cx="${at}" cy="${y}" r="4.5"/></g>`;
}

function percent({ share, lower, upper }: Share): string {
  const [at, from, to] = [share, lower, upper].map((each) => (100 * each).toFixed(1));
  return `${at} % (${from} … ${to})`;
}
