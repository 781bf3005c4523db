import type { Configuration } from '../../core/configuration.ts';
import type { FieldProblem } from '../../core/errors.ts';
import { problem, repeated } from './field-problem.ts';

export function rewardProblems({ events, min, max, defaultReward }: Configuration['reward']): FieldProblem[] {
  const known = new Map(events.map((event) => [event.type, event]));
  return [
    ...repeated(
      events.map(({ type }) => type),
      '/reward/events',
      '/type',
    ),
    ...(min > max ? [problem('/reward/max', `${max} is below min ${min}`, 'make max at least min')] : []),
    ...(min <= max && (defaultReward < min || defaultReward > max)
      ? [
          problem(
            '/reward/defaultReward',
            `${defaultReward} is outside ${min} to ${max}`,
            'choose a value that the reward can have',
          ),
        ]
      : []),
    ...events.flatMap(({ type, reverses }, index) => {
      if (reverses === undefined) return [];
      const at = `/reward/events/${index}/reverses`;
      if (reverses === type)
        return [problem(at, 'an event can’t reverse itself', 'name the event type it takes back')];
      const target = known.get(reverses);
      if (target === undefined)
        return [problem(at, `"${reverses}" is no event type`, `use one of ${[...known.keys()].join(', ')}`)];
      if (target.reverses !== undefined) {
        return [problem(at, `"${reverses}" is a reversal itself`, 'name the event type that both are about')];
      }
      return [];
    }),
  ];
}
