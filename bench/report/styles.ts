import { BASE_STYLE } from '../../cli/page/base-style.ts';

/** The page's style; every chart takes its colours from here. */
export const PAGE_STYLE = `${BASE_STYLE}
:root {
  --own-1: #00796b; --own-2: #2e7d32; --own-3: #00838f; --own-4: #5c6bc0; --own-5: #546e7a; --own-6: #9e9d24;
  --vw: #d9772b; --peer: #8e3fa8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --own-1: #4db6ac; --own-2: #81c784; --own-3: #4dd0e1; --own-4: #9fa8da; --own-5: #90a4ae; --own-6: #d4d35e;
    --vw: #f0a060; --peer: #ce93d8;
  }
}
ul.verdict { border-left: 3px solid var(--own); padding: 2px 0 2px 32px; margin: 16px 0; }
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
.coverage g line { stroke: currentColor; stroke-width: 3; stroke-linecap: round; opacity: 0.35; } .coverage g circle { fill: currentColor; }
.coverage .own, .legend .own { color: var(--own); } .coverage .promise { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 2 3; }
.rank.own circle { fill: var(--own); } .rank.own line { stroke: var(--own); } .rank.own text { fill: var(--own); font-weight: 700; }
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
