import { CHECK_LEVEL } from './check-level.ts';
import type { ChoiceCheck, ExperimentFindings } from './findings.ts';

/** What forbids to read the estimates, in plain words; empty when nothing does. */
export function obstaclesTo({
  groups,
  checks,
}: Pick<ExperimentFindings, 'groups' | 'checks'>): readonly string[] {
  return [...sampleRatioObstacle(groups, checks), ...choiceObstacle(checks.choices)];
}

function sampleRatioObstacle(
  groups: ExperimentFindings['groups'],
  { sampleRatio }: ExperimentFindings['checks'],
): readonly string[] {
  if (sampleRatio === undefined || !sampleRatio.failed) return [];
  const got = groups.map(
    ({ group, assigned, share }) => `${group} has ${whole(assigned)} (${percent(share)} was meant)`,
  );
  return [
    `Sample ratio mismatch: of the units, ${got.join(', ')}; by chance that happens ${rarely(sampleRatio.pValue)}. ` +
      'Something loses, adds or moves units in one group, and who is left can’t be compared. Look for requests that fail, ' +
      'filters after the assignment, and borrowers that are lost on the way to the log.',
  ];
}

function choiceObstacle(choices: readonly ChoiceCheck[]): readonly string[] {
  const failed = choices
    .filter(({ pValue }) => pValue <= CHECK_LEVEL)
    .sort((a, b) => a.pValue - b.pValue || Math.abs(b.surplus) - Math.abs(a.surplus));
  const [worst] = failed;
  if (worst === undefined) return [];
  const { group, kind, arm, surplus, impossible, offered, pValue } = worst;
  const found =
    impossible > 0
      ? `was chosen ${whole(impossible)} times although its probability was 0`
      : `was chosen ${whole(Math.abs(surplus))} times ${surplus > 0 ? 'more' : 'less'} often than its logged propensities add ` +
        `up to, in ${whole(offered)} decisions; by chance that happens ${rarely(pValue)}`;
  const others = failed.length > 1 ? ` The same goes for ${failed.length - 1} more.` : '';
  return [
    `Propensities are not those that choices were drawn with: in ${group}, the ${kind} ${arm} ${found}.${others} Something ` +
      'overrides choices after they are logged, or contacts are often called off before they are sent, since these have no ' +
      'row in the log.',
  ];
}

function rarely(pValue: number): string {
  return pValue > 1e-9 ? `at most once in ${whole(1 / pValue)} experiments` : 'practically never';
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}
