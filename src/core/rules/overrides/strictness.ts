import type { ContactRule } from '../rule.ts';
import { type Strictness, together } from './orders.ts';
import { parameterStrictness } from './parameter-strictness.ts';

/** One thing that is not as it was, in plain words. */
export interface RuleChange {
  readonly strictness: Exclude<Strictness, 'same'>;
  readonly change: string;
}

/**
 * Whether `after` forbids all that `before` does (`stricter` or, if it forbids the same, `same`).
 * @returns `looser` also when some of it is stricter and some looser, and when the two can't be compared.
 */
export function compareStrictness(before: ContactRule, after: ContactRule): Strictness {
  return together(ruleChanges(before, after).map(({ strictness }) => strictness));
}

/** What is stricter and what is looser in `after`; none when both forbid the same. */
export function ruleChanges(before: ContactRule, after: ContactRule): readonly RuleChange[] {
  if (after.enabled === 'off') {
    return before.enabled === 'off' ? [] : [{ strictness: 'looser', change: 'it is switched off' }];
  }
  if (before.enabled === 'off') return [{ strictness: 'stricter', change: 'it is switched on' }];
  const parameters = parameterStrictness(before, after);
  if (parameters === undefined)
    return [{ strictness: 'looser', change: 'it becomes a rule of another kind' }];
  return Object.entries(parameters).flatMap(([name, strictness]) =>
    strictness === 'same' ? [] : [{ strictness, change: changed(name, before, after) }],
  );
}

function changed(name: string, before: ContactRule, after: ContactRule): string {
  return `${name}: ${told(Reflect.get(before.parameters, name))} becomes ${told(Reflect.get(after.parameters, name))}`;
}

function told(value: unknown): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(told).join(', ');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value).replaceAll('"', '');
  return Object.entries(value)
    .map(([name, member]) => `${name} ${told(member)}`)
    .join(' ');
}
