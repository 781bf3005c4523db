import { quantise } from '../linear-algebra/grid.ts';
import type { Interval } from '../time/instant.ts';
import type { OutcomeEvent } from './outcome-event.ts';
import type { EventRule, RewardRule } from './reward-rule.ts';
import { survivingEvents } from './surviving-events.ts';

/**
 * The reward that the rule gives to a decision with this set of events: neither their order nor repetitions matter.
 * A multiple of 2⁻¹² in [rule.min, rule.max].
 * @remarks An event counts when it occurred within [window.start, window.end), its type is in the rule and no reversal
 * took it back. A reversal is an event with a value of its own; one that takes back an event of the window counts
 * whenever it came. Without a window (nothing was sent) no event counts. If none counts, the reward is `defaultReward`.
 */
export function rewardOf(
  rule: RewardRule,
  events: readonly OutcomeEvent[],
  window: Interval | undefined,
): number {
  const counted = window === undefined ? [] : countedEvents(rule, events, window);
  const reward = counted.length === 0 ? rule.defaultReward : combine(rule.combine, counted);
  return quantise(Math.min(Math.max(reward, rule.min), rule.max));
}

interface Counted {
  readonly value: number;
  readonly occurredAt: number;
}

function countedEvents(
  rule: RewardRule,
  events: readonly OutcomeEvent[],
  window: Interval,
): readonly Counted[] {
  const { standing, takenBackBy } = survivingEvents(events, rule);
  const isInTime = (event: OutcomeEvent | undefined) =>
    event !== undefined && event.occurredAt >= window.start && event.occurredAt < window.end;
  const counting = standing.filter((event) => isInTime(event) || isInTime(takenBackBy.get(event)));
  return rule.events.flatMap((eventRule) => valuesOf(eventRule, counting));
}

/** One value per event of the type, or one for them all, as of the latest. */
function valuesOf({ type, value, repeats }: EventRule, events: readonly OutcomeEvent[]): readonly Counted[] {
  const times = events.filter((event) => event.type === type).map(({ occurredAt }) => occurredAt);
  const counted = repeats === 'each' || times.length === 0 ? times : [Math.max(...times)];
  return counted.map((occurredAt) => ({ value: quantise(value), occurredAt }));
}

function combine(how: RewardRule['combine'], counted: readonly Counted[]): number {
  switch (how) {
    case 'sum':
      // Summands on the grid: exact, hence the same in every order.
      return counted.reduce((sum, { value }) => sum + value, 0);
    case 'max':
      return Math.max(...counted.map(({ value }) => value));
    case 'last': {
      const latest = Math.max(...counted.map(({ occurredAt }) => occurredAt));
      // Of several at the latest instant the most valuable.
      return Math.max(...counted.filter(({ occurredAt }) => occurredAt === latest).map(({ value }) => value));
    }
  }
}
