import { printJson, printTable } from '../cli/terminal/print.ts';
import { measureBundle } from '../scripts/measure-bundle.ts';
import { circumstances, provenance } from './circumstances.ts';
import { benchCore } from './core-decision.ts';
import { benchHttp } from './http-decisions.ts';
import { writeSection } from './results-document.ts';
import { benchRules } from './rule-speed.ts';
import { markdownTable } from './table.ts';

/** `npm run bench [-- --json]`: every figure of the target table, written to its section of bench/RESULTS.md. */
const json = process.argv.includes('--json');
const say = (line: string) => process.stderr.write(`${line}\n`);

say('core decision and fold …');
const core = await benchCore();
say('contact rules …');
const rules = await benchRules();
say('decide bundle …');
const bundle = measureBundle('decide', 9);
say('decisions through HTTP …');
const http = await benchHttp();

const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
const rows: [figure: string, measured: string, target: string, met: boolean][] = [
  [
    `core decision, ${core.actions} actions, ${core.features} features: p50`,
    ms(core.decisionP50Ms),
    '≤ 1 ms',
    core.decisionP50Ms <= 1,
  ],
  ['… p99', ms(core.decisionP99Ms), '≤ 3 ms', core.decisionP99Ms <= 3],
  [
    `contact rules alone, ${rules.usual.actions} actions × ${rules.usual.rules} rules of the US packs: p50`,
    ms(rules.usual.p50Ms),
    '≤ 0.5 ms',
    rules.usual.p50Ms <= 0.5,
  ],
  ['… p99', ms(rules.usual.p99Ms), '–', true],
  [
    '… of a borrower with much on file, 17 contacts among it: p50',
    ms(rules.crowded.p50Ms),
    '≤ 0.5 ms',
    rules.crowded.p50Ms <= 0.5,
  ],
  [
    `credits folded, core only, d = ${core.features}`,
    `${Math.round(core.foldsPerSecond).toLocaleString('en-US')}/s`,
    '≥ 100,000/s',
    core.foldsPerSecond >= 100_000,
  ],
  [
    `snapshot of ${core.actions} arms × ${core.features}`,
    `${core.snapshotSeconds.toFixed(3)} s`,
    '≤ 2 s',
    core.snapshotSeconds <= 2,
  ],
  [
    'decision through the local HTTP front, one by one: p50',
    ms(http.oneByOneP50Ms),
    '≤ 15 ms',
    http.oneByOneP50Ms <= 15,
  ],
  ['… p99', ms(http.oneByOneP99Ms), '–', true],
  [`… ${http.concurrency} at once`, `${Math.round(http.perSecond)}/s`, '≥ 150/s', http.perSecond >= 150],
  ['decide bundle, minified', `${Math.round(bundle.bytes / 1000)} KB`, '≤ 900 KB', bundle.bytes <= 900_000],
  [
    'decide bundle, import (median of 9 cold processes)',
    ms(bundle.importMs),
    '≤ 150 ms',
    bundle.importMs <= 150,
  ],
];

const made = circumstances('bench');
writeSection(
  'service',
  `## Speed and size

${provenance(made)}

${markdownTable({
  head: ['figure', 'measured', 'target', 'met'],
  rows: rows.map(([figure, measured, target, met]) => [
    figure,
    measured,
    target,
    target === '–' ? '' : met ? 'yes' : '**no**',
  ]),
})}`,
);
if (json) printJson({ ...made, core, bundle, http });
else {
  printTable(
    ['figure', 'measured', 'target', 'met'],
    rows.map(([figure, measured, target, met]) => [
      figure,
      measured,
      target,
      target === '–' ? '' : met ? 'yes' : 'NO',
    ]),
  );
}
