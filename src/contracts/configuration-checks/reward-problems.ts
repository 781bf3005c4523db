import type { Configuration } from '../../core/configuration.ts';
import type { FieldProblem } from '../../core/errors.ts';
import { problem, repeated } from './field-problem.ts';

export function rewardProblems({
  reward: { events, min, max, defaultReward },
  channels,
  learning,
}: Pick<Configuration, 'reward' | 'channels' | 'learning'>): FieldProblem[] {
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
    ...(learning.pending === 'overlay' && defaultReward !== 0
      ? [
          problem(
            '/learning/pending',
            `"overlay" takes silence for 0, but reward.defaultReward is ${defaultReward}`,
            "use 'wait', or make defaultReward 0",
          ),
        ]
      : []),
    ...events.flatMap(({ type, repeats, most }, index) =>
      most === undefined || repeats === 'each'
        ? []
        : [
            problem(
              `/reward/events/${index}/most`,
              `"${type}" counts once anyway`,
              "add repeats: 'each', or remove most",
            ),
          ],
    ),
    ...events.flatMap(({ hold, cooldownDays }, index) =>
      cooldownDays !== undefined && hold === undefined
        ? [
            problem(
              `/reward/events/${index}/cooldownDays`,
              'says how long a hold lasts that the event does not place',
              "add hold: 'channel' or 'all', or remove cooldownDays",
            ),
          ]
        : [],
    ),
    ...events.flatMap(({ hold, reason }, index) =>
      reason !== undefined && hold === undefined
        ? [
            problem(
              `/reward/events/${index}/reason`,
              'is the reason of a hold that the event does not place',
              "add hold: 'channel' or 'all', or remove reason",
            ),
          ]
        : [],
    ),
    ...events.flatMap(({ hold, holdOn }, index) => {
      if (holdOn === undefined) return [];
      const at = `/reward/events/${index}/holdOn`;
      if (hold !== 'channel') {
        return [
          problem(at, 'names a channel that nothing is to hold', "add hold: 'channel', or remove holdOn"),
        ];
      }
      if (channels.some(({ id }) => id === holdOn)) return [];
      const known = channels.map(({ id }) => id).join(', ');
      return [problem(at, `"${holdOn}" is no configured channel`, `use one of ${known}`)];
    }),
    ...events.flatMap(({ type, reverses }, index) => {
      if (reverses === undefined) return [];
      const at = `/reward/events/${index}/reverses`;
      if (!known.has(reverses))
        return [problem(at, `"${reverses}" is no event type`, `use one of ${[...known.keys()].join(', ')}`)];
      return runsInCircle(type, known)
        ? [problem(at, `the reversals of "${type}" run in a circle`, 'let each reverse an event before it')]
        : [];
    }),
  ];
}

function runsInCircle(type: string, known: ReadonlyMap<string, { readonly reverses?: string }>): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = type; at !== undefined; at = known.get(at)?.reverses) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}
