import type { FieldProblem } from '../errors.ts';
import type { Feature, FeatureSchema } from './feature-schema.ts';

/**
 * The features of `next` whose columns keep their names but would mean something else than in `previous`: credits of
 * both would be summed though they are on different scales. Empty when the statistics may be kept.
 * @remarks Adding, removing and reordering features, adding levels, and changing ranges or missing rules are all
 * compatible (invariant 7). Pointers are into `next`.
 */
export function findIncompatibleChanges(
  previous: FeatureSchema,
  next: FeatureSchema,
): readonly FieldProblem[] {
  return next.features.flatMap((feature, index) => {
    const before = previous.features.find((other) => other.name === feature.name);
    const changed = before === undefined ? undefined : changedMeaning(before, feature);
    if (changed === undefined) return [];
    const problem = `was ${changed.was} in the statistics kept under the name "${feature.name}"`;
    const fix = 'Change it back, or give the feature a new name so that it is learned afresh.';
    return [{ pointer: `/features/${index}/${changed.field}`, problem, fix }];
  });
}

function changedMeaning(
  before: Feature,
  after: Feature,
): { field: string; was: string | number } | undefined {
  if (before.kind === 'numeric' && after.kind === 'numeric') {
    if (before.center !== after.center) return { field: 'center', was: before.center };
    if (before.spread !== after.spread) return { field: 'spread', was: before.spread };
  }
  if (before.kind === 'categorical' && after.kind === 'categorical') {
    const [base] = before.levels;
    if (base !== undefined && base !== after.levels[0]) return { field: 'levels/0', was: `"${base}"` };
  }
  if (before.kind === 'cyclical' && after.kind === 'cyclical' && before.period !== after.period) {
    return { field: 'period', was: before.period };
  }
  return undefined;
}
