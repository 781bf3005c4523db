import type { ChannelId } from '../identifiers.ts';
import { type ChannelTraits, channelTraits } from './channel-traits.ts';
import { paymentStories, promiseStories } from './payment-stories.ts';
import type { SimulatedBorrower } from './simulated-borrower.ts';
import type { Story, StoryEvent } from './story.ts';
import type { TimeOfDay } from './time-of-day.ts';

export interface Situation {
  readonly borrower: SimulatedBorrower;
  readonly daysPastDue: number;
  /** A factor on the chance of anger, ≥ 0; whoever answers isn't angry, however short the temper. @defaultValue 1 */
  readonly temper?: number;
}

export interface SimulatedContact {
  readonly channel: ChannelId;
  readonly time: TimeOfDay;
}

/** From here on a borrower counts as late: letters and messages move them less, a conversation more. */
export const LATE_FROM_DAYS = 30;

/** How often the feed never reports anything of a contact. */
const UNHEARD = 0.04;
/** Of those who answer without paying at once, how many promise to. */
const PROMISE = { written: 0.08, spoken: 0.3 };

/**
 * Everything that may come of contacting a borrower, or of leaving them alone, as stories whose probabilities sum
 * to 1; which of them happens depends on nothing else.
 */
export function responseStories(situation: Situation, contact: SimulatedContact | undefined): Story[] {
  const stories =
    contact === undefined
      ? paymentStories(paysUnasked(situation), [])
      : contactStories(situation, contact, channelTraits(contact.channel));
  return withRest(stories.map((story) => ({ ...story, probability: story.probability * (1 - UNHEARD) })));
}

function contactStories(
  situation: Situation,
  { channel, time }: SimulatedContact,
  traits: ChannelTraits,
): Story[] {
  const { borrower, temper = 1 } = situation;
  const wanted = borrower.favouriteChannel === channel;
  const wellTimed = borrower.bestTime === time;
  const engaged = traits.engagement * (wanted ? 1 : traits.elsewhere) * (wellTimed ? 1 : traits.badTime);
  const annoyance = traits.annoyance * (wanted ? 0.3 : 1) * (wellTimed ? 0.5 : 1);
  const annoyed = Math.min(1 - engaged, temper * annoyance);
  const ignored = 1 - engaged - annoyed;
  const arrived = arrival(traits);
  return [
    ...answered(engaged, situation, traits, [...arrived, ...answer(traits, channel)]),
    ...angered(annoyed, traits, arrived),
    ...paymentStories(ignored * paysUnasked(situation), arrived),
    { probability: ignored * (1 - paysUnasked(situation)), events: arrived },
  ];
}

function answered(
  probability: number,
  { borrower, daysPastDue }: Situation,
  traits: ChannelTraits,
  before: readonly StoryEvent[],
): Story[] {
  const stage = daysPastDue < LATE_FROM_DAYS ? traits.early : traits.late;
  const pays = Math.min(0.9, (traits.pay.base + traits.pay.score * borrower.paymentScore) * stage);
  const promises = (1 - pays) * (traits.spoken ? PROMISE.spoken : PROMISE.written);
  return [
    ...paymentStories(probability * pays, before),
    ...promiseStories(probability * promises, keepsPromise(borrower), before),
    { probability: probability * (1 - pays - promises), events: before },
  ];
}

function angered(probability: number, traits: ChannelTraits, before: readonly StoryEvent[]): Story[] {
  const after = (type: string): StoryEvent[] => [...before, { type, afterHours: 1 }];
  return traits.spoken
    ? [
        { probability: probability * 0.6, events: after('complaint') },
        { probability: probability * 0.4, events: after('wrong-party') },
      ]
    : [
        { probability: probability * 0.8, events: after('unsubscribed') },
        { probability: probability * 0.2, events: after('complaint') },
      ];
}

/** Some pay without being asked: hardly when they are far behind, more when the bank does it for them. */
function paysUnasked({ borrower, daysPastDue }: Situation): number {
  const stage = daysPastDue < LATE_FROM_DAYS ? 1 : 0.4;
  return (0.01 + 0.06 * borrower.paymentScore) * stage * (borrower.autopay === 'yes' ? 2 : 1);
}

function keepsPromise({ brokenPromises }: SimulatedBorrower): number {
  return 0.8 / (1 + 0.4 * brokenPromises);
}

function arrival({ spoken }: ChannelTraits): StoryEvent[] {
  return [{ type: spoken ? 'call-attempted' : 'delivered', afterHours: 0.02 }];
}

function answer({ spoken }: ChannelTraits, channel: ChannelId): StoryEvent[] {
  if (spoken) return [{ type: 'conversation', afterHours: 0.03 }];
  if (channel === 'sms') return [{ type: 'replied', afterHours: 0.3 }];
  return [
    { type: 'opened', afterHours: 0.8 },
    { type: 'clicked', afterHours: 0.85 },
  ];
}

function withRest(stories: readonly Story[]): Story[] {
  const told = stories.reduce((sum, { probability }) => sum + probability, 0);
  return [...stories, { probability: Math.max(0, 1 - told), events: [] }];
}
