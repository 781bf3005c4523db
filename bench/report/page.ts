import { htmlPage } from '../../cli/page/html-page.ts';
import type { BakeoffFindings } from '../bakeoff/findings.ts';
import type { InferenceFindings } from '../inference/findings.ts';
import type { CoverageFindings } from '../outreach/measure-coverage.ts';
import type { OutreachFindings } from '../outreach/measure-worlds.ts';
import { bakeoffPart } from './bakeoff-part.ts';
import { inferencePart } from './inference-part.ts';
import { coveragePart, outreachPart } from './outreach-part.ts';
import { PAGE_STYLE } from './styles.ts';

/** What there is to report; a benchmark that was not run is absent. */
export interface Findings {
  readonly bakeoff?: BakeoffFindings;
  readonly outreach?: OutreachFindings;
  readonly coverage?: CoverageFindings;
  readonly inference?: InferenceFindings;
}

/** The page; it needs nothing else. */
export function reportPage({ bakeoff, outreach, coverage, inference }: Findings): string {
  return htmlPage({
    title: 'Rapport: benchmarks',
    style: PAGE_STYLE,
    body: `<h1>Benchmarks</h1>
<p class="faint">Measurements of this project’s strategies, beside other libraries where they were run. Point at a line or its name to see it alone. What is measured and what it can’t show: docs/benchmarks.md.</p>
${bakeoff === undefined ? '' : bakeoffPart(bakeoff)}
${outreach === undefined ? '' : outreachPart(outreach)}
${coverage === undefined ? '' : coveragePart(coverage)}
${inference === undefined ? '' : inferencePart(inference)}`,
  });
}
