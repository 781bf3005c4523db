import type { ExperimentReport } from '../../src/app/experiment-report.ts';
import type { Reading } from '../../src/core/experiment/analysis/findings.ts';
import type { SegmentEffect } from '../../src/core/experiment/analysis/segment-effects.ts';
import { bandChart } from '../page/band-chart.ts';
import { escapeHtml } from '../page/escape-html.ts';
import { type ForestRow, forestPlot } from '../page/forest-plot.ts';
import { htmlTable } from '../page/html-table.ts';
import { wholeText } from './estimate-text.ts';
import { channelsTable, differencesTable, segmentsTable, valuesTable } from './tables.ts';

/** What a sound experiment says. */
export function readingPart(report: ExperimentReport, reading: Reading): string {
  const { control, analysis } = report.booked.experiment;
  const level = `${Number((100 * (1 - analysis.level)).toFixed(2))} %`;
  return `<h2>Difference to ${escapeHtml(control)} over time</h2>
<p>Reward after cost per decision, adjusted for what the champion’s model expected before; the band holds the true difference at
every look at once with a probability of ${level}. Dashed: without adjustment. It may be looked at, and acted upon, on any day.</p>
${reading.overTime.map((each) => overTime(each, control)).join('\n')}
<h2>By metric</h2>
<p>The first metric is the one that was declared to decide. Of every other one, each interval holds by itself.</p>
${htmlTable(differencesTable(report, reading), ([metric]) => metric === 'reward after cost per decision')}
<details><summary>Values of each variant</summary>${htmlTable(valuesTable(report, reading))}</details>
${segmentsPart(reading)}
${channelsPart(reading)}`;
}

function overTime({ group, looks }: Reading['overTime'][number], control: string): string {
  const heading = `<h3>${escapeHtml(group)}</h3>`;
  if (looks.length === 0) return `${heading}<p class="faint">Too few units yet.</p>`;
  return `${heading}${bandChart({
    description: `Difference of ${group} to ${control} at ${looks.length} looks, with its confidence sequence`,
    label: 'difference per decision',
    points: looks.map(({ day, adjusted, plain }) => ({
      label: day,
      value: adjusted.estimate,
      lower: adjusted.lower,
      upper: adjusted.upper,
      beside: plain.estimate,
    })),
    marks: [{ value: 0, name: 'no difference' }],
  })}`;
}

function segmentsPart(reading: Reading): string {
  const { segments } = reading;
  if (segments.length === 0) return '';
  return `<h2>Declared segments</h2>
<p>The effect among the units of each level, by their first context. All intervals hold at once; coloured ones are real with false
discoveries held to the level, whatever the number of segments.</p>
${forestPlot({ description: 'Effects by declared segment', rows: segments.map(segmentRow), line: 0 })}
<details><summary>Figures, and whether segments differ</summary>${htmlTable(segmentsTable(reading))}</details>`;
}

function segmentRow({ feature, level, group, units, effect, isReal }: SegmentEffect): ForestRow {
  const tone = effect.estimate > 0 ? 'good' : 'bad';
  return {
    name: `${feature}: ${level}`,
    estimate: effect.estimate,
    lower: effect.lower,
    upper: effect.upper,
    note: `${group}, ${wholeText(units)} units`,
    tone: isReal ? tone : 'plain',
  };
}

function channelsPart(reading: Reading): string {
  const { rows } = channelsTable(reading);
  if (rows.length === 0) return '';
  return `<h2>Per channel, inside the variant</h2>
<p>What always choosing one channel, wherever the contact rules allow it, would have earned after cost per decision. A policy
that learns seldom does what it thinks little of, so plain averages per channel would be biased; these are not. Each interval holds
at every look by itself.</p>
${htmlTable(channelsTable(reading))}`;
}
