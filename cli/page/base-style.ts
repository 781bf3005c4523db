/** Colours and letters of a page, light and dark, and what every table and chart on it has in common. */
export const BASE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1d2430; --faint: #667085; --grid: #e6e9ef; --panel: #f7f8fb; --own: #0b57d0; --reference: #98a2b3;
  --good: #1a7f37; --bad: #b42318; --warn: #9a6700;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171d; --ink: #e6e9ef; --faint: #98a2b3; --grid: #2b313c; --panel: #1b2029; --own: #7cb0ff; --reference: #667085;
    --good: #57ab5a; --bad: #f47067; --warn: #d4a72c;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1000px; padding: 32px 24px 64px; background: var(--paper); color: var(--ink);
  font: 15px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 20px; margin: 48px 0 8px; } h3 { font-size: 16px; margin: 32px 0 6px; }
p, ul { margin: 6px 0 12px; max-width: 72ch; } .faint { color: var(--faint); font-size: 13px; }
code { font: 13px ui-monospace, "SF Mono", Menlo, Consolas, monospace; background: var(--panel); padding: 1px 4px; border-radius: 3px; }
.table { overflow-x: auto; } table { border-collapse: collapse; font-size: 13.5px; margin: 8px 0 4px; }
th, td { text-align: left; padding: 3px 18px 3px 0; border-bottom: 1px solid var(--grid); white-space: nowrap; }
td:first-child { white-space: normal; min-width: 14ch; }
th { color: var(--faint); font-weight: 600; } .number { text-align: right; font-variant-numeric: tabular-nums; }
tr.own td { color: var(--own); font-weight: 650; }
details > summary { cursor: pointer; color: var(--faint); font-size: 13.5px; margin: 6px 0; }
svg { display: block; width: 100%; height: auto; margin: 8px 0; font: 11px system-ui, sans-serif; }
svg text { fill: var(--ink); } .grid { stroke: var(--grid); stroke-width: 1; } svg .tick, svg .axis, svg .value { fill: var(--faint); }
@media print { details { display: block; } }
`;
