import type { FieldProblem } from '../../errors.ts';
import type { Feature } from '../../features/feature-schema.ts';
import type { AnalysisPlan } from '../experiment.ts';
import type { ExperimentFacts } from './experiment-facts.ts';
import { faultIf, findRepeated, findUnknown, outside } from './fault.ts';

/** A plan that can't be carried out. */
export function findAnalysisFaults(
  { level, plannedUnits, segments }: AnalysisPlan,
  { features: { features } }: ExperimentFacts,
): readonly FieldProblem[] {
  const names = segments.map(({ feature }) => feature);
  const pointerTo = (index: number) => `/analysis/segments/${index}/feature`;
  return [
    ...outside('/analysis/level', level, { above: 0, below: 1 }),
    ...outside('/analysis/plannedUnits', plannedUnits, { atLeast: 1 }, 'whole number'),
    ...findUnknown(
      names,
      features.map(({ name }) => name),
      'declared feature',
      pointerTo,
    ),
    ...findRepeated(names, pointerTo),
    ...segments.flatMap(({ feature, cuts }, index) =>
      findCutFaults(
        features.find(({ name }) => name === feature),
        cuts,
        `/analysis/segments/${index}/cuts`,
      ),
    ),
  ];
}

function findCutFaults(
  feature: Feature | undefined,
  cuts: readonly number[] | undefined,
  pointer: string,
): readonly FieldProblem[] {
  if (feature === undefined) return [];
  if (feature.kind === 'categorical') {
    return faultIf(
      cuts !== undefined,
      pointer,
      `cuts "${feature.name}", which has levels`,
      'Leave the cuts out.',
    );
  }
  const given = cuts ?? [];
  return [
    ...faultIf(
      given.length === 0,
      pointer,
      `is missing for "${feature.name}", which is a number`,
      'Give the values at which one segment ends and the next begins.',
    ),
    ...given.flatMap((cut, place) =>
      faultIf(
        !Number.isFinite(cut) || cut <= (given[place - 1] ?? Number.NEGATIVE_INFINITY),
        `${pointer}/${place}`,
        `${cut} is not above the cut before`,
        'Give numbers in ascending order, each once.',
      ),
    ),
  ];
}
