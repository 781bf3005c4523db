import type { FieldProblem } from '../../errors.ts';
import type { Feature } from '../../features/feature-schema.ts';
import type { Condition, Population } from '../population.ts';
import type { ExperimentFacts } from './experiment-facts.ts';
import { faultIf, findRepeated, findUnknown } from './fault.ts';

/** Purposes and features that are not configured, and conditions that nobody or everybody meets. */
export function findPopulationFaults(
  { purposes, where }: Population,
  facts: ExperimentFacts,
): readonly FieldProblem[] {
  const pointerTo = (index: number) => `/population/purposes/${index}`;
  return [
    ...faultIf(
      purposes?.length === 0,
      '/population/purposes',
      'is empty',
      'Name a purpose, or leave it out for all.',
    ),
    ...findUnknown(purposes ?? [], facts.purposes, 'configured purpose', pointerTo),
    ...findRepeated(purposes ?? [], pointerTo),
    ...where.flatMap((condition, index) =>
      findConditionFaults(condition, facts, `/population/where/${index}`),
    ),
  ];
}

function findConditionFaults(
  condition: Condition,
  { features: { features } }: ExperimentFacts,
  pointer: string,
): readonly FieldProblem[] {
  const { is, atLeast, below } = condition;
  const feature = features.find(({ name }) => name === condition.feature);
  if (feature === undefined) {
    const names = features.map(({ name }) => name);
    return findUnknown([condition.feature], names, 'declared feature', () => `${pointer}/feature`);
  }
  return [
    ...faultIf(
      is === undefined && atLeast === undefined && below === undefined,
      pointer,
      'asks for nothing',
      'Give is, atLeast or below.',
    ),
    ...faultIf(is?.length === 0, `${pointer}/is`, 'is empty', 'Name at least one value.'),
    ...(is ?? []).flatMap((value, place) => findValueFaults(value, feature, `${pointer}/is/${place}`)),
    ...faultIf(
      feature.kind === 'categorical' && (atLeast ?? below) !== undefined,
      pointer,
      `asks for a range of "${feature.name}", which has levels`,
      'Name the levels with is.',
    ),
    ...faultIf(
      atLeast !== undefined && below !== undefined && atLeast >= below,
      `${pointer}/below`,
      `${below} is not above ${atLeast}`,
      'Give a range that holds a value.',
    ),
  ];
}

function findValueFaults(value: string | number, feature: Feature, pointer: string): readonly FieldProblem[] {
  if (feature.kind !== 'categorical') {
    return faultIf(
      typeof value !== 'number',
      pointer,
      `"${value}" is no value of a number`,
      'Give a number.',
    );
  }
  return findUnknown([`${value}`], feature.levels, `level of "${feature.name}"`, () => pointer);
}
