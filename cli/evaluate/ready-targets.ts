import type { NamedTarget, ReadyTarget, TargetSpec } from '../../src/app/evaluate/evaluation-target.ts';
import type { LogSurvey } from '../../src/app/evaluate/log-survey.ts';
import type { FallbackRules } from '../../src/core/configuration.ts';
import { InvalidInputError } from '../../src/core/errors.ts';
import { channelOf } from '../../src/core/evaluation/suite.ts';

/** Whether it has to learn from the log before it can be valued by the rest of it. */
export function learnsFromLog({ kind }: TargetSpec): boolean {
  return kind === 'strategy' || kind === 'configuration';
}

/**
 * Refuses a target that the log can't be asked about, by name.
 * @throws {InvalidInputError} `action-unknown` or `config-invalid`, with what there is instead.
 */
export function checkTarget({ name, spec }: NamedTarget, survey: LogSurvey): void {
  // Of a log without a row to value nothing can be told anyway; its verdict says why.
  if (survey.rows === 0 && spec.kind !== 'shadow') return;
  switch (spec.kind) {
    case 'constant':
      requireActions(name, [spec.action], survey);
      return;
    case 'rules':
      requireActions(name, spec.order, survey);
      return;
    case 'channel':
      if ([...survey.actions].some((action) => channelOf(action) === spec.channel)) return;
      throw unknown(name, spec.channel, [...new Set([...survey.actions].map(channelOf))], 'channel');
    case 'column': {
      const rows = survey.columns.get(spec.column) ?? 0;
      if (rows === survey.rows) return;
      if (rows === 0) throw unknown(name, spec.column, [...survey.columns.keys()], 'target');
      throw new InvalidInputError(
        'config-invalid',
        `${name}: ${survey.rows - rows} of ${survey.rows} rows lack targets.${spec.column}. Give it in every row.`,
      );
    }
    case 'shadow':
      if (survey.rows > 0 || survey.withoutShadow === 0) return;
      throw new InvalidInputError(
        'config-invalid',
        `${name}: no row has an opinion of a policy in the shadow. Name another target, or set learning.mode to 'shadow'.`,
      );
    default:
  }
}

function requireActions(name: string, actions: readonly string[], survey: LogSurvey): void {
  const missing = actions.find((action) => !survey.actions.has(action));
  if (missing !== undefined) throw unknown(name, missing, [...survey.actions], 'action');
}

function unknown(name: string, what: string, known: readonly string[], kind: string): InvalidInputError {
  const some = [...known].sort().slice(0, 20);
  const there = some.length === 0 ? 'none' : `${some.join(', ')}${known.length > some.length ? ', …' : ''}`;
  return new InvalidInputError(
    'action-unknown',
    `${name}: the log has no ${kind} ${what}. It has: ${there}.`,
  );
}

/** What a target answers by. @param learned The snapshot of one that learns from the log. */
export function readyTarget(
  { name, spec }: NamedTarget,
  learned: Uint8Array | undefined,
  fallback: FallbackRules,
): ReadyTarget {
  switch (spec.kind) {
    case 'strategy':
      return { name, kind: 'model', bytes: learned ?? new Uint8Array(), fallback };
    case 'configuration':
      return {
        name,
        kind: 'model',
        bytes: learned ?? new Uint8Array(),
        fallback: spec.configuration.fallback,
      };
    case 'snapshot':
      return { name, kind: 'model', bytes: spec.bytes, fallback };
    default:
      return { name, ...spec };
  }
}
