import { quantise } from '../linear-algebra/grid.ts';
import type { Interval } from '../time/instant.ts';
import type { AttributedEvent } from './attributed-event.ts';
import type { OutcomeEvent } from './outcome-event.ts';
import type { EventRule, RewardRule } from './reward-rule.ts';
import { survivingEvents } from './surviving-events.ts';

/**
 * The reward that the rule gives to a decision with this set of events: neither their order nor repetitions matter.
 * A multiple of 2⁻¹² in [rule.min, rule.max].
 * @remarks An event counts when it occurred within [window.start, window.end), its type is in the rule and no reversal
 * took it back. A reversal is an event with a value of its own; one that takes back an event of the window counts
 * whenever it came. Without a window (nothing was sent) no event counts. If none counts, the reward is `defaultReward`.
 * @param attributed what the decision holds of the borrower's own events: in its window and after reversals already.
 * Each counts with its share of the value, rounded to 2⁻¹².
 */
export function rewardOf(
  rule: RewardRule,
  events: readonly OutcomeEvent[],
  window: Interval | undefined,
  attributed: readonly AttributedEvent[] = [],
): number {
  const counting = window === undefined ? [] : [...ownEvents(rule, events, window), ...attributed];
  const counted = rule.events.flatMap((eventRule) => valuesOf(eventRule, counting, rule.combine));
  const reward = counted.length === 0 ? rule.defaultReward : combine(rule.combine, counted);
  return quantise(Math.min(Math.max(reward, rule.min), rule.max));
}

type CountingEvent = Pick<AttributedEvent, 'type' | 'occurredAt' | 'share'>;

interface Counted {
  readonly value: number;
  readonly occurredAt: number;
}

function ownEvents(
  rule: RewardRule,
  events: readonly OutcomeEvent[],
  window: Interval,
): readonly CountingEvent[] {
  const { standing, takenBackBy } = survivingEvents(events, rule);
  const isInTime = (event: OutcomeEvent | undefined) =>
    event !== undefined && event.occurredAt >= window.start && event.occurredAt < window.end;
  return standing
    .filter((event) => isInTime(event) || isInTime(takenBackBy.get(event)))
    .map(({ type, occurredAt }) => ({ type, occurredAt, share: 1 }));
}

/** The values of the type's events, of no more than may count. */
function valuesOf(
  { type, value, repeats, most = Number.POSITIVE_INFINITY }: EventRule,
  events: readonly CountingEvent[],
  how: RewardRule['combine'],
): readonly Counted[] {
  return events
    .filter((event) => event.type === type)
    .sort(how === 'last' ? byTimeThenShare : byShareThenTime)
    .slice(0, repeats === 'each' ? most : 1)
    .map(({ occurredAt, share }) => ({ value: quantise(quantise(value) * share), occurredAt }));
}

/** Which of several count first: for `last` the latest, otherwise those of which the decision has the largest share. */
function byTimeThenShare(a: CountingEvent, b: CountingEvent): number {
  return b.occurredAt - a.occurredAt || b.share - a.share;
}

function byShareThenTime(a: CountingEvent, b: CountingEvent): number {
  return b.share - a.share || b.occurredAt - a.occurredAt;
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
