import type { ExperimentReport } from '../../src/app/experiment-report.ts';
import { formatInstant } from '../../src/core/time/instant.ts';
import { shareText, wholeText } from './estimate-text.ts';
import { unitsNoun } from './names.ts';

/** Where the experiment stands, a sentence each. */
export function describeState({ booked, share, through, findings }: ExperimentReport): readonly string[] {
  const { experiment, status, startedAt, stoppedAt, stopped } = booked;
  const units = findings.groups.reduce((sum, group) => sum + group.units, 0);
  const since = startedAt === undefined ? '' : ` since ${formatInstant(startedAt).slice(0, 10)}`;
  const until = stoppedAt === undefined ? '' : ` until ${formatInstant(stoppedAt).slice(0, 10)}`;
  const open = status === 'running' ? `, open to ${shareText(share)} of ${experiment.layer}` : '';
  return [
    `It is ${status}${since}${until}${open}.`,
    through === undefined
      ? 'No day of it is complete yet: outcomes are looked at once every decision of their day is mature.'
      : `${wholeText(units)} ${unitsNoun(experiment.design)} of ${wholeText(experiment.analysis.plannedUnits)} planned, ` +
        `${findings.looks} daily looks from ${findings.firstDay} to ${through}, the last day whose decisions are all mature.`,
    ...stopped.map(
      ({ variant, at, why }) =>
        `Variant ${variant} was stopped on ${formatInstant(at).slice(0, 16).replace('T', ' at ')} UTC: ${why}`,
    ),
    ...(findings.moved > 0
      ? [`${wholeText(findings.moved)} units were seen in two groups; they count in their first.`]
      : []),
  ];
}
