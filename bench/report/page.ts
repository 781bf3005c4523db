import type { BakeoffFindings } from '../bakeoff/findings.ts';
import type { CoverageFindings } from '../outreach/measure-coverage.ts';
import type { OutreachFindings } from '../outreach/measure-worlds.ts';
import { bakeoffPart } from './bakeoff-part.ts';
import { coveragePart, outreachPart } from './outreach-part.ts';
import { PAGE_STYLE } from './styles.ts';

/** What there is to report; a benchmark that was not run is absent. */
export interface Findings {
  readonly bakeoff?: BakeoffFindings;
  readonly outreach?: OutreachFindings;
  readonly coverage?: CoverageFindings;
}

/** One page that needs nothing else: no script, no font, no file from elsewhere. */
export function reportPage({ bakeoff, outreach, coverage }: Findings): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rapport: benchmarks</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<h1>Benchmarks</h1>
<p class="faint">Measurements of this project’s strategies, beside other libraries where they were run. Point at a line or its name to see it alone. What is measured and what it can’t show: docs/benchmarks.md.</p>
${bakeoff === undefined ? '' : bakeoffPart(bakeoff)}
${outreach === undefined ? '' : outreachPart(outreach)}
${coverage === undefined ? '' : coveragePart(coverage)}
</body>
</html>
`;
}
