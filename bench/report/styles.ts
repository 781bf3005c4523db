/** Colours of the page, light and dark; every chart takes its own from here. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1d2430; --faint: #667085; --grid: #e6e9ef; --panel: #f7f8fb; --own: #0b57d0;
  --own-1: #00796b; --own-2: #2e7d32; --own-3: #00838f; --own-4: #5c6bc0; --own-5: #546e7a; --own-6: #9e9d24;
  --vw: #d9772b; --peer: #8e3fa8; --reference: #98a2b3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171d; --ink: #e6e9ef; --faint: #98a2b3; --grid: #2b313c; --panel: #1b2029; --own: #7cb0ff;
    --own-1: #4db6ac; --own-2: #81c784; --own-3: #4dd0e1; --own-4: #9fa8da; --own-5: #90a4ae; --own-6: #d4d35e;
    --vw: #f0a060; --peer: #ce93d8; --reference: #667085;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1000px; padding: 32px 24px 64px; background: var(--paper); color: var(--ink);
  font: 15px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 20px; margin: 48px 0 8px; } h3 { font-size: 16px; margin: 32px 0 6px; }
p, ul { margin: 6px 0 12px; max-width: 72ch; } .faint { color: var(--faint); font-size: 13px; }
code { font: 13px ui-monospace, "SF Mono", Menlo, Consolas, monospace; background: var(--panel); padding: 1px 4px; border-radius: 3px; }
ul.verdict { border-left: 3px solid var(--own); padding: 2px 0 2px 32px; margin: 16px 0; }
.table { overflow-x: auto; } table { border-collapse: collapse; font-size: 13.5px; margin: 8px 0 4px; }
th, td { text-align: left; padding: 3px 18px 3px 0; border-bottom: 1px solid var(--grid); white-space: nowrap; }
td:first-child { white-space: normal; min-width: 14ch; }
th { color: var(--faint); font-weight: 600; } .number { text-align: right; font-variant-numeric: tabular-nums; }
tr.own td { color: var(--own); font-weight: 650; }
details > summary { cursor: pointer; color: var(--faint); font-size: 13.5px; margin: 6px 0; }
svg { display: block; width: 100%; height: auto; margin: 8px 0; font: 11px system-ui, sans-serif; }
svg text { fill: var(--ink); } .grid { stroke: var(--grid); stroke-width: 1; } svg .tick, svg .axis, svg .value { fill: var(--faint); }
.series .line { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linejoin: round; } .series text { fill: currentColor; }
.series .leader { fill: none; stroke: currentColor; stroke-width: 0.6; opacity: 0.5; } .dashed .line { stroke-dasharray: 4 3; }
.series tspan.value { fill: currentColor; font-variant-numeric: tabular-nums; }
.series.own { color: var(--own); font-weight: 700; } .series.own .line { stroke-width: 3.2; }
.ours-1 { color: var(--own-1); } .ours-2 { color: var(--own-2); } .ours-3 { color: var(--own-3); }
.ours-4 { color: var(--own-4); } .ours-5 { color: var(--own-5); } .ours-6 { color: var(--own-6); }
.vw { color: var(--vw); } .vw.dashed { opacity: 0.6; } .peer { color: var(--peer); }
.reference { color: var(--reference); } .reference .line { stroke-dasharray: 2 3; }
svg:has(.series:hover) .series { opacity: 0.15; } svg .series:hover { opacity: 1 !important; } .series:hover .line { stroke-width: 3.2; }
.rank line { stroke: var(--faint); stroke-width: 3; stroke-linecap: round; opacity: 0.45; } .rank circle { fill: var(--faint); }
.rank.own circle { fill: var(--own); } .rank.own line { stroke: var(--own); } .rank.own text { fill: var(--own); font-weight: 700; }
@media print { details { display: block; } }
`;

const PLAIN_OURS = 6;

/** Which colour a policy has, the same in every chart of the page. @param own The default strategy. */
export function styleOf(policy: string, library: string, own: string, ours: readonly string[]): string {
  if (policy === own) return 'own';
  if (library === 'vowpalwabbit') return 'vw';
  if (library !== 'rapport') return 'peer';
  const place = ours.filter((name) => name !== own).indexOf(policy);
  return `ours-${(Math.max(0, place) % PLAIN_OURS) + 1}`;
}
