import type { FieldProblem } from '../../src/core/errors.ts';
import { jsonPointer } from '../../src/core/features/json-pointer.ts';
import type { ReplaySchema } from './replay-schema.ts';

/** What the fields of a well-formed replay schema say wrong about each other. */
export function findSchemaContradictions(schema: ReplaySchema): FieldProblem[] {
  return [...leakingFeatures(schema), ...modeProblems(schema), ...ambiguousCells(schema)];
}

/** A feature that is the action or the outcome would let the policy see what it is to decide or to bring about. */
function leakingFeatures({ features, action, reward, propensity }: ReplaySchema): FieldProblem[] {
  const told = new Map([
    [reward.column, 'the outcome'],
    ...[action.channel, action.window].flatMap((part): [string, string][] =>
      'column' in part ? [[part.column, 'the action']] : [],
    ),
    ...(typeof propensity === 'object' ? ([[propensity.column, 'the propensity']] as const) : []),
  ]);
  return features.features.flatMap(({ name }, index) => {
    const leak = told.get(name);
    return leak === undefined
      ? []
      : [
          {
            pointer: jsonPointer('features', 'features', String(index), 'name'),
            problem: `is the column of ${leak}`,
            fix: 'leave it out: it is not known when the decision is made',
          },
        ];
  });
}

function modeProblems({ mode, reward, propensity }: ReplaySchema): FieldProblem[] {
  if (mode === 'logged') {
    return propensity === undefined
      ? [
          {
            pointer: '/propensity',
            problem: 'is missing',
            fix: 'name the column with the probability of the logged action, or say "uniform" if all were equally likely',
          },
        ]
      : [];
  }
  const kinds = new Set(Object.values(reward.events).map(({ type, value }) => `${type} ${value}`));
  return kinds.size === 1
    ? []
    : [
        {
          pointer: '/reward/events',
          problem: `has ${kinds.size} kinds of outcome`,
          fix: 'mode "model" fits the probability of one kind: give all its cells one type and one value, the rest goes to nothing',
        },
      ];
}

function ambiguousCells({ reward }: ReplaySchema): FieldProblem[] {
  return reward.nothing.flatMap((cell, index) =>
    Object.hasOwn(reward.events, cell)
      ? [
          {
            pointer: jsonPointer('reward', 'nothing', String(index)),
            problem: 'is listed as an event too',
            fix: 'keep it in one of the two',
          },
        ]
      : [],
  );
}
