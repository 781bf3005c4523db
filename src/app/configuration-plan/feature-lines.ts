import type { FieldProblem } from '../../core/errors.ts';
import { makeColumnWriter } from '../../core/features/feature-columns.ts';
import type { Feature, FeatureSchema } from '../../core/features/feature-schema.ts';
import { findIncompatibleChanges } from '../../core/features/find-incompatible-changes.ts';
import { listed, type PlanLine } from './plan-line.ts';

export interface LearnedFeatures {
  /** What the model that is served was learned with. */
  readonly schema: FeatureSchema;
  /** Of historical contacts: each was encoded by a schema of its own. */
  readonly others: readonly FeatureSchema[];
  /** Every column in the stored statistics, also of features taken out long ago. */
  readonly columns: ReadonlySet<string>;
}

/** What a change of the features does to what was learned. */
export function featureLines(learned: LearnedFeatures, next: FeatureSchema): readonly PlanLine[] {
  const before = new Map(learned.schema.features.map((feature) => [feature.name, feature]));
  const after = new Map(next.features.map((feature) => [feature.name, feature]));
  const sameKind = (feature: Feature, other: Feature | undefined) => feature.kind === other?.kind;
  const added = next.features.filter((feature) => !sameKind(feature, before.get(feature.name)));
  const removed = learned.schema.features.filter((feature) => !sameKind(feature, after.get(feature.name)));
  return [
    ...incompatible(learned, next).map(rescaled),
    ...added.flatMap((feature) => addedLines(feature, learned.columns)),
    ...removed.map(removedLine),
    ...next.features.flatMap((feature) => {
      const was = before.get(feature.name);
      return was === undefined
        ? []
        : [
            ...levelLines(was, feature),
            ...rangeLines(was, feature),
            ...knotLines(was, feature),
            ...missingLines(was, feature),
          ];
    }),
    ...crossLines(learned.schema, next),
  ];
}

function incompatible({ schema, others }: LearnedFeatures, next: FeatureSchema): readonly FieldProblem[] {
  const found = [schema, ...others].flatMap((each) => findIncompatibleChanges(each, next));
  return found.filter(
    ({ pointer }, index) => found.findIndex((other) => other.pointer === pointer) === index,
  );
}

function rescaled({ pointer, problem, fix }: FieldProblem): PlanLine {
  return {
    severity: 'refused',
    area: 'features',
    what: `/features${pointer} ${problem}`,
    kept: 'would be summed with outcomes on another scale: deployed, it spoils what is learned from then on',
    todo: fix,
  };
}

function addedLines(feature: Feature, columns: ReadonlySet<string>): readonly PlanLine[] {
  const own = makeColumnWriter(feature).columns;
  const known = own.filter((column) => columns.has(column));
  const what = `feature ${feature.name} added (${own.length === 1 ? 'a column' : `${own.length} columns`})`;
  if (known.length > 0) {
    return [
      {
        severity: 'attention',
        area: 'features',
        what,
        kept: `it was learned with before: what is stored under ${listed(known)} counts again`,
        todo: 'make sure that it means the same, on the same scale, as then; else give it another name',
      },
    ];
  }
  const required = feature.missing.rule === 'refuse';
  return [
    {
      severity: required ? 'attention' : 'ok',
      area: 'features',
      what,
      kept: 'everything; it starts from the prior, and counts as 0 in what was learned without it',
      ...(required ? { todo: 'every request has to send it from the deployment on, or is refused' } : {}),
    },
  ];
}

function removedLine({ name }: Feature): PlanLine {
  return {
    severity: 'attention',
    area: 'features',
    what: `feature ${name} removed`,
    kept: 'its rows are left out: exactly the regression without it. They stay stored, should it come back',
    todo: 'requests must not send it from the deployment on, or they are refused',
  };
}

function levelLines(was: Feature, is: Feature): readonly PlanLine[] {
  if (was.kind !== 'categorical' || is.kind !== 'categorical') return [];
  const added = is.levels.filter((level) => !was.levels.includes(level));
  const removed = was.levels.filter((level) => !is.levels.includes(level));
  const lines: PlanLine[] = [];
  if (added.length > 0) {
    lines.push({
      severity: 'ok',
      area: 'features',
      what: `${is.name}: ${added.length === 1 ? 'level' : 'levels'} ${listed(added)} added`,
      kept: 'everything; a new level starts from the prior',
    });
  }
  if (removed.length > 0) {
    lines.push({
      severity: 'attention',
      area: 'features',
      what: `${is.name}: ${removed.length === 1 ? 'level' : 'levels'} ${listed(removed)} removed`,
      kept: 'its column is left out: outcomes that had it count as the base level',
      todo: 'requests must not send it from the deployment on, or they are refused',
    });
  }
  return lines;
}

function rangeLines(was: Feature, is: Feature): readonly PlanLine[] {
  if (was.kind !== 'numeric' || is.kind !== 'numeric') return [];
  if (was.min === is.min && was.max === is.max) return [];
  const narrower = is.min > was.min || is.max < was.max;
  return [
    {
      severity: narrower ? 'attention' : 'ok',
      area: 'features',
      what: `${is.name}: range ${was.min} to ${was.max} becomes ${is.min} to ${is.max}`,
      kept: 'everything: the scale is the same',
      ...(narrower ? { todo: 'requests with a value outside are refused from the deployment on' } : {}),
    },
  ];
}

function knotLines(was: Feature, is: Feature): readonly PlanLine[] {
  if (was.kind !== 'numeric' || is.kind !== 'numeric') return [];
  const [before, after] = [was.knots ?? [], is.knots ?? []];
  const line = (knots: readonly number[], change: string, kept: string): readonly PlanLine[] => {
    if (knots.length === 0) return [];
    const what = `${is.name}: ${knots.length === 1 ? 'knot' : 'knots'} ${listed(knots.map(String))} ${change}`;
    return [{ severity: 'ok', area: 'features', what, kept }];
  };
  return [
    ...line(
      after.filter((knot) => !before.includes(knot)),
      'added',
      'everything; a change of slope starts from the prior, and counts as 0 in what was learned without it',
    ),
    ...line(
      before.filter((knot) => !after.includes(knot)),
      'removed',
      'its column is left out: exactly the regression with the same slope on both sides',
    ),
  ];
}

function missingLines(was: Feature, is: Feature): readonly PlanLine[] {
  if (was.kind !== is.kind || JSON.stringify(was.missing) === JSON.stringify(is.missing)) return [];
  return [
    {
      severity: 'attention',
      area: 'features',
      what: `${is.name}: what counts when it is missing changes`,
      kept: 'everything; outcomes that lacked it keep the value that was used then',
      todo:
        is.missing.rule === 'refuse'
          ? 'every request has to send it from the deployment on, or is refused'
          : 'if it is often missing, its weights move slowly to what the new value means',
    },
  ];
}

function crossLines(was: FeatureSchema, is: FeatureSchema): readonly PlanLine[] {
  const name = ({ of }: FeatureSchema['crosses'][number]) => [...of].sort().join(' × ');
  const before = was.crosses.map(name);
  const after = is.crosses.map(name);
  return [
    ...after
      .filter((cross) => !before.includes(cross))
      .map(
        (cross): PlanLine => ({
          severity: 'ok',
          area: 'features',
          what: `cross ${cross} added`,
          kept: 'everything; it starts from the prior, and counts as 0 in what was learned without it',
        }),
      ),
    ...before
      .filter((cross) => !after.includes(cross))
      .map(
        (cross): PlanLine => ({
          severity: 'ok',
          area: 'features',
          what: `cross ${cross} removed`,
          kept: 'its rows are left out: exactly the regression without it',
        }),
      ),
  ];
}
