import { linearAxis } from '../../cli/page/axis.ts';
import { escapeHtml } from '../../cli/page/escape-html.ts';
import type { Rank } from '../bakeoff/ranks.ts';

const WIDTH = 900;
const LEFT = 220;
const RIGHT = 60;
const ROW = 19;
const TOP = 26;

/** Each policy's average rank as a dot on its 95 % interval, best first, as an SVG. */
export function rankPlot(ranks: readonly Rank[], own: string): string {
  const height = TOP + ROW * ranks.length + 8;
  const axis = linearAxis(1, Math.max(2, ranks.length), LEFT, WIDTH - RIGHT);
  const marks = [1, ...axis.ticks.filter((tick) => tick > 1)].map((tick) => {
    const at = axis.place(tick).toFixed(1);
    return `<line class="grid" x1="${at}" x2="${at}" y1="${TOP - 8}" y2="${height - 8}"/><text class="tick" text-anchor="middle" x="${at}" y="12">${tick}</text>`;
  });
  const rows = ranks.map(({ policy, value, lower, upper }, place) => {
    const y = TOP + ROW * (place + 0.5);
    const [dot, from, to] = [value, lower, upper].map((rank) => axis.place(rank).toFixed(1));
    return `<g class="rank${policy === own ? ' own' : ''}"><title>${escapeHtml(policy)} ${value.toFixed(2)} (${lower.toFixed(2)} … ${upper.toFixed(2)})</title><text text-anchor="end" x="${LEFT - 14}" y="${y}" dy="0.35em">${escapeHtml(policy)}</text><line x1="${from}" x2="${to}" y1="${y}" y2="${y}"/><circle cx="${dot}" cy="${y}" r="4.5"/><text class="value" x="${Number(to) + 10}" y="${y}" dy="0.35em">${value.toFixed(2)}</text></g>`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Average rank of each policy with its 95 % interval">
${[...marks, ...rows].join('\n')}
</svg>`;
}
