import type { Tuning } from '../../src/app/tune.ts';
import type { EvidenceProfile } from '../../src/core/model/evidence-profile.ts';

const WIDTH = 300;
const HEIGHT = 170;
const MARGIN = { left: 44, right: 12, top: 26, bottom: 30 };
/** Nats below the best that are shown. */
const DEPTH = 20;

/** One HTML document, complete in itself: a drawing of the evidence along each scale, and the figures. */
export function tuningPage(tuning: Tuning): string {
  const { before, after, credits, profiles } = tuning;
  const rows = profiles.map(
    ({ name }) =>
      `<tr><th>${name}</th><td>${before.scales[name].toFixed(4)}</td><td>${after.scales[name].toFixed(4)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Rapport: evidence of the pooling scales</title>
<style>
  :root { color-scheme: light dark; --ink: light-dark(#1c2733, #e6edf3); --soft: light-dark(#6b7885, #93a1af);
    --line: light-dark(#0969da, #58a6ff); --now: light-dark(#bc4c00, #f0883e); }
  body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); margin: 2rem auto; max-width: 62rem; padding: 0 1rem; }
  h1 { font-size: 1.3rem } p { max-width: 46rem } .soft, text.soft { color: var(--soft); fill: var(--soft) }
  .profiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(${WIDTH}px, 1fr)); gap: 1rem }
  svg { width: 100%; height: auto } text { font: 11px system-ui, sans-serif; fill: var(--ink) }
  .curve { fill: none; stroke: var(--line); stroke-width: 2 } .point { fill: var(--line) }
  .axis { stroke: var(--soft); stroke-width: 1 } .now { stroke: var(--now); stroke-width: 1.5; stroke-dasharray: 4 3 }
  .fitted { stroke: var(--line); stroke-width: 1 } table { border-collapse: collapse } th, td { padding: .2rem .8rem .2rem 0; text-align: left }
  td { font-variant-numeric: tabular-nums }
</style>
<h1>Evidence of the pooling scales</h1>
<p>How much less probable the ${Math.round(credits)} outcomes become, in nats, when one scale is moved and the others stay
as fitted. Solid: as fitted. <span style="color: var(--now)">Dashed: as served now.</span> Log evidence
${before.logEvidence.toFixed(2)} as served, ${after.logEvidence.toFixed(2)} as fitted. A scale
below its default has to earn it, 5 nats for each factor e; the drawings have that taken off.</p>
<div class="profiles">
${profiles.map((profile) => drawing(profile, before.scales[profile.name], after.scales[profile.name])).join('\n')}
</div>
<h2 style="font-size: 1.1rem">Scales, in reward units</h2>
<table><tr><th></th><th>now</th><th>fitted</th></tr>${rows.join('')}</table>
</html>
`;
}

function drawing({ name, points }: EvidenceProfile, now: number, fitted: number): string {
  const shown = points.filter(({ scale }) => scale > 0);
  const best = Math.max(...points.map(({ standing }) => standing));
  const logs = shown.map(({ scale }) => Math.log2(scale));
  const [first, last] = [Math.min(...logs), Math.max(...logs)];
  const x = (scale: number) =>
    MARGIN.left + ((Math.log2(scale) - first) / (last - first)) * (WIDTH - MARGIN.left - MARGIN.right);
  const y = (standing: number) =>
    MARGIN.top + (Math.min(DEPTH, best - standing) / DEPTH) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const path = shown.map(({ scale, standing }) => `${x(scale).toFixed(1)},${y(standing).toFixed(1)}`);
  const base = HEIGHT - MARGIN.bottom;
  const inside = (scale: number) => scale > 0 && Math.log2(scale) >= first && Math.log2(scale) <= last;
  const mark = (scale: number, kind: string) =>
    inside(scale)
      ? `<line class="${kind}" x1="${x(scale)}" x2="${x(scale)}" y1="${MARGIN.top}" y2="${base}"/>`
      : '';
  const without = points.find(({ scale }) => scale === 0);
  const absent =
    without === undefined
      ? ''
      : `<text class="soft" x="${WIDTH - MARGIN.right}" y="14" text-anchor="end">without it ${(without.standing - best).toFixed(1)}</text>`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Evidence along ${name}">
<text x="${MARGIN.left}" y="14" font-weight="600">${name}</text>${absent}
<line class="axis" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${base}" y2="${base}"/>
<line class="axis" x1="${MARGIN.left}" x2="${MARGIN.left}" y1="${MARGIN.top}" y2="${base}"/>
<text class="soft" x="${MARGIN.left - 6}" y="${MARGIN.top + 4}" text-anchor="end">0</text>
<text class="soft" x="${MARGIN.left - 6}" y="${base}" text-anchor="end">−${DEPTH}</text>
${mark(now, 'now')}${mark(fitted, 'fitted')}
<polyline class="curve" points="${path.join(' ')}"/>
${path.map((place) => `<circle class="point" r="2.5" cx="${place.split(',')[0]}" cy="${place.split(',')[1]}"/>`).join('')}
${[2 ** first, 2 ** ((first + last) / 2), 2 ** last].map((scale, place) => tick(scale, x(scale), base + 16, ANCHORS[place])).join('')}
</svg>`;
}

const ANCHORS = ['start', 'middle', 'end'];

function tick(scale: number, x: number, y: number, anchor = 'middle'): string {
  return `<text class="soft" x="${x}" y="${y}" text-anchor="${anchor}">${scale.toPrecision(2)}</text>`;
}
