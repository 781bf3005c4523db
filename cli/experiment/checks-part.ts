import type { ExperimentReport } from '../../src/app/experiment-report.ts';
import { CHECK_LEVEL } from '../../src/core/experiment/analysis/check-level.ts';
import type { SampleRatioCheck } from '../../src/core/experiment/analysis/sample-ratio-check.ts';
import { bandChart } from '../page/band-chart.ts';
import { htmlTable } from '../page/html-table.ts';
import { pValueText } from './estimate-text.ts';
import { choicesTable } from './tables.ts';

/** Whether the experiment is sound: who came into it, and whether choices were drawn as logged; empty before a look. */
export function checksPart(report: ExperimentReport): string {
  const { looks, checks } = report.findings;
  if (looks === 0) return '';
  const { sampleRatio, choicesFailed } = checks;
  const choices = choicesTable(report);
  return `<h2>Is it sound?</h2>
${sampleRatio === undefined ? '<p>Shares say nothing here: the sample ratio is not checked.</p>' : sampleRatioPart(sampleRatio)}
${
  choices.rows.length === 0
    ? ''
    : `<h3>Choices against their propensities</h3>
<p>${choicesFailed ? 'Some choice was not drawn as logged.' : 'Every action and channel was chosen as often as its logged propensities add up to, within chance.'} The
furthest from it, of ${checks.choices.length} checks:</p>
${htmlTable(choices)}`
}`;
}

function sampleRatioPart({ failed, pValue, looks }: SampleRatioCheck): string {
  const threshold = -Math.log(CHECK_LEVEL);
  return `<h3>Sample ratio</h3>
<p>${failed ? 'Units did not fall to the variants as meant' : 'Units fell to the variants as meant, within chance'} (p ${pValueText(pValue)}, valid at every look).
The evidence against it over time; at the upper line it would be refused.</p>
${bandChart({
  description: `Evidence of a sample ratio mismatch at ${looks.length} looks`,
  label: 'ln of the e-value',
  points: looks.map(({ day, logEvidence }) => ({
    label: day,
    value: logEvidence,
    lower: logEvidence,
    upper: logEvidence,
  })),
  marks: [
    { value: threshold, name: 'refused' },
    { value: 0, name: 'no evidence' },
  ],
})}`;
}
