import type { EventId } from '../identifiers.ts';
import type { OutcomeEvent } from '../reward/outcome-event.ts';
import { rewardOf } from '../reward/reward-of.ts';
import type { RewardRule } from '../reward/reward-rule.ts';
import { HOUR_MS, type Instant, instant, plusMs } from '../time/instant.ts';
import type { Story, StoryEvent } from './story.ts';

const CONTACT: Instant = instant(0);

/**
 * The reward that an action earns on average, before its cost: exact, since the stories are all there is.
 * @param rewardWindowHours How long after the contact an event still counts.
 */
export function expectedReward(
  stories: readonly Story[],
  rule: RewardRule,
  rewardWindowHours: number,
): number {
  let sum = 0;
  for (const story of stories) sum += story.probability * rewardOfStory(story, rule, rewardWindowHours);
  return sum;
}

/** What the service credits when this story happens and every event of it arrives, however late. */
export function rewardOfStory(story: Story, rule: RewardRule, rewardWindowHours: number): number {
  const window = { start: CONTACT, end: plusMs(CONTACT, rewardWindowHours * HOUR_MS) };
  return rewardOf(rule, story.events.map(toOutcome), window);
}

function toOutcome({ type, afterHours }: StoryEvent, index: number): OutcomeEvent {
  return { id: `e-${index}` as EventId, type, occurredAt: plusMs(CONTACT, Math.round(afterHours * HOUR_MS)) };
}
