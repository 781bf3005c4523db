import type { RandomSource } from './random-source.ts';
import type { Story } from './story.ts';

/** One arrival of an event at the service. */
export interface Arrival {
  /** Position of the event in its story. */
  readonly event: number;
  readonly afterHours: number;
  readonly route: 'api' | 'queue';
}

const PROMPT_HOURS = 2;
/** Some feeds deliver in nightly or weekly files, so that later events overtake earlier ones. */
const SLOW_SHARE = 0.08;
const SLOW_HOURS = { from: 20, to: 100 } as const;
const REPEATED_SHARE = 0.04;
const REPEATED_WITHIN_HOURS = 60;
const QUEUE_SHARE = 0.25;

/** How a story's events reach the service: each at least once, some late, some twice, not always in order. */
export function arrivals(story: Story, random: RandomSource): readonly Arrival[] {
  return story.events.flatMap(({ afterHours }, event) => {
    const lag = random.chance(SLOW_SHARE)
      ? random.between(SLOW_HOURS.from, SLOW_HOURS.to)
      : random.between(0, PROMPT_HOURS);
    const route = random.chance(QUEUE_SHARE) ? ('queue' as const) : ('api' as const);
    const first = { event, afterHours: afterHours + lag, route };
    if (!random.chance(REPEATED_SHARE)) return [first];
    return [first, { ...first, afterHours: first.afterHours + random.between(0, REPEATED_WITHIN_HOURS) }];
  });
}
