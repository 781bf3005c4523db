import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import configuration from '../../../../rapport.config.ts';
import type { ChannelId } from '../../../../src/core/identifiers.ts';
import { expectedReward, rewardOfStory } from '../../../../src/core/simulation/expected-reward.ts';
import { randomSource } from '../../../../src/core/simulation/random-source.ts';
import { responseStories, type Situation } from '../../../../src/core/simulation/response-stories.ts';
import { simulatedBorrower } from '../../../../src/core/simulation/simulated-borrower.ts';
import { drawStory, type Story } from '../../../../src/core/simulation/story.ts';
import { TIMES_OF_DAY } from '../../../../src/core/simulation/time-of-day.ts';

const CHANNELS = ['email', 'sms', 'call', 'letter'] as ChannelId[];
const WINDOW_HOURS = 96;

const situations = fc
  .record({
    seed: fc.nat(100),
    number: fc.nat(500),
    daysPastDue: fc.integer({ min: 1, max: 120 }),
    temper: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1000, noNaN: true })),
  })
  .map(
    ({ seed, number, ...rest }): Situation => ({
      borrower: simulatedBorrower(seed, number, CHANNELS),
      ...rest,
    }),
  );
const contacts = fc.option(
  fc.record({ channel: fc.constantFrom(...CHANNELS), time: fc.constantFrom(...TIMES_OF_DAY) }),
  { nil: undefined },
);

describe('what may come of a contact', () => {
  test.prop([situations, contacts])(
    'has probabilities that are none below 0 and sum to 1',
    (situation, contact) => {
      const stories = responseStories(situation, contact);
      for (const { probability } of stories) expect(probability).toBeGreaterThanOrEqual(0);
      expect(stories.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
    },
  );

  test.prop([situations, contacts])(
    'is told in the order in which it happens, none before the contact',
    (situation, contact) => {
      for (const { events } of responseStories(situation, contact)) {
        const hours = events.map(({ afterHours }) => afterHours);
        expect(hours).toEqual(hours.toSorted((a, b) => a - b));
        expect(hours.every((hour) => hour >= 0)).toBe(true);
      }
    },
  );

  test.prop([situations, contacts, fc.double({ min: 1, max: 50, noNaN: true })])(
    'angers the short-tempered more often, and nobody who answers less',
    (situation, contact, times) => {
      const chance = (temper: number, types: readonly string[]): number =>
        responseStories({ ...situation, temper }, contact)
          .filter(({ events }) => events.some(({ type }) => types.includes(type)))
          .reduce((sum, { probability }) => sum + probability, 0);
      const [anger, answers] = [
        ['complaint', 'wrong-party', 'unsubscribed'],
        ['replied', 'clicked', 'conversation'],
      ];
      const calm = chance(1, anger);
      // Whoever answers isn't angry, and of 4 % nothing is ever heard.
      const most = contact === undefined ? 0 : 0.96 - chance(1, answers);
      expect(chance(times, anger)).toBeCloseTo(Math.min(calm * times, most), 9);
      expect(chance(times, answers)).toBeCloseTo(chance(1, answers), 12);
    },
  );

  test.prop([situations])('knows payments alone where nobody was contacted', (situation) => {
    const types = new Set(
      responseStories(situation, undefined).flatMap(({ events }) => events.map(({ type }) => type)),
    );
    expect([...types].filter((type) => !type.startsWith('payment'))).toEqual([]);
  });

  test.prop([situations])(
    'is best on the favourite channel at the best time of those on that channel',
    (situation) => {
      const channel = situation.borrower.favouriteChannel;
      const worth = (time: (typeof TIMES_OF_DAY)[number]): number =>
        expectedReward(responseStories(situation, { channel, time }), configuration.reward, WINDOW_HOURS);
      const best = worth(situation.borrower.bestTime);
      for (const time of TIMES_OF_DAY) expect(worth(time)).toBeLessThanOrEqual(best);
    },
  );

  test('moves the late by a conversation and the early by a message', () => {
    const borrower = {
      ...simulatedBorrower(1, 1, CHANNELS),
      favouriteChannel: 'call' as ChannelId,
      bestTime: 'evening' as const,
    };
    const worth = (channel: string, daysPastDue: number): number =>
      expectedReward(
        responseStories(
          { borrower: { ...borrower, favouriteChannel: channel as ChannelId }, daysPastDue },
          { channel: channel as ChannelId, time: 'evening' },
        ),
        configuration.reward,
        WINDOW_HOURS,
      );
    expect(worth('call', 60)).toBeGreaterThan(worth('call', 5));
    expect(worth('email', 5)).toBeGreaterThan(worth('email', 60));
  });
});

describe('the expected reward', () => {
  test('is what many drawn stories earn on average, within five standard errors', () => {
    const situation = { borrower: simulatedBorrower(3, 8, CHANNELS), daysPastDue: 20 };
    const stories = responseStories(situation, {
      channel: situation.borrower.favouriteChannel,
      time: 'evening',
    });
    const random = randomSource(11, 'draws');
    const rewards = Array.from({ length: 40_000 }, () =>
      rewardOfStory(drawStory(stories, random), configuration.reward, WINDOW_HOURS),
    );
    const mean = rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length;
    const variance = rewards.reduce((sum, reward) => sum + (reward - mean) ** 2, 0) / rewards.length;
    const exact = expectedReward(stories, configuration.reward, WINDOW_HOURS);
    expect(Math.abs(mean - exact)).toBeLessThan(5 * Math.sqrt(variance / rewards.length));
  });

  test('counts a payment within the window and none after it, and a returned one not at all', () => {
    const story = (...events: Story['events']): Story => ({ probability: 1, events });
    const payment = { type: 'payment', afterHours: 47 };
    expect(rewardOfStory(story(payment), configuration.reward, 48)).toBe(1);
    expect(rewardOfStory(story(payment), configuration.reward, 47)).toBe(0);
    expect(
      rewardOfStory(story(payment, { type: 'payment-returned', afterHours: 400 }), configuration.reward, 48),
    ).toBeLessThan(0.5);
  });
});

describe('drawing a story', () => {
  test('never draws one without probability and always draws one with', () => {
    const certain = { probability: 0.5, events: [{ type: 'payment', afterHours: 1 }] };
    const never = { probability: 0, events: [] };
    const random = randomSource(1, 'certain');
    for (let draw = 0; draw < 200; draw++) expect(drawStory([never, certain, never], random)).toBe(certain);
  });
});
