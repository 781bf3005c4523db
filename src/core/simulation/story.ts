import type { RandomSource } from './random-source.ts';

export interface StoryEvent {
  readonly type: string;
  /** After the contact was made, or after the decision when there was none. */
  readonly afterHours: number;
}

/** One way in which things may go after a decision. */
export interface Story {
  readonly probability: number;
  /** In the order in which they happen; empty when nothing is ever heard. */
  readonly events: readonly StoryEvent[];
}

/** One of the stories, drawn by their probabilities. */
export function drawStory(stories: readonly Story[], random: RandomSource): Story {
  let rest = random.unit() * stories.reduce((sum, { probability }) => sum + probability, 0);
  let drawn: Story = { probability: 0, events: [] };
  for (const story of stories) {
    if (story.probability <= 0) continue;
    drawn = story;
    rest -= story.probability;
    if (rest < 0) break;
  }
  return drawn;
}
