import type { Configuration } from '../configuration.ts';
import { InvalidInputError } from '../errors.ts';
import type { Context } from '../features/feature-schema.ts';
import { type ActionId, actionId, type ChannelId, NO_CONTACT } from '../identifiers.ts';
import { DAY_MS, type Instant, plusMs } from '../time/instant.ts';
import { expectedReward } from './expected-reward.ts';
import { type Arrival, arrivals } from './feed.ts';
import { type Mishap, mishap, prevents } from './mishap.ts';
import { observedContext } from './observed-context.ts';
import type { Occasion } from './occasions.ts';
import { randomSource } from './random-source.ts';
import { responseStories, type SimulatedContact } from './response-stories.ts';
import { daysPastDueOn, type SimulatedBorrower, simulatedBorrower } from './simulated-borrower.ts';
import { drawStory, type Story } from './story.ts';
import { timeOfDay } from './time-of-day.ts';

export interface WorldOptions {
  readonly seed: number;
  readonly borrowers: number;
  /** Day 0. */
  readonly startsAt: Instant;
  readonly configuration: Configuration;
  /** How short-tempered the borrowers are: a factor on how easily contacts anger, ≥ 0. @defaultValue 1 */
  readonly temper?: number;
  /** Number of the first borrower: worlds of one seed whose numbers don't overlap share nobody. @defaultValue 0 */
  readonly firstBorrower?: number;
}

/** A population that answers contacts by known laws, so that every policy can be valued exactly. */
export interface BorrowerWorld {
  readonly borrowers: readonly SimulatedBorrower[];
  /** The configured action with this name. */
  readonly actionNamed: (name: string) => ActionId;
  /** When the questions of a day are asked. */
  readonly dayStart: (day: number) => Instant;
  /** The first start of a day at or after `at`. */
  readonly nextDayStart: (at: Instant) => Instant;
  readonly borrowerOf: (occasion: Occasion) => SimulatedBorrower;
  readonly contextOf: (occasion: Occasion) => Context;
  readonly daysPastDue: (occasion: Occasion) => number;
  readonly mishapOf: (occasion: Occasion) => Mishap | undefined;
  /**
   * What the action is worth on this occasion: expected reward less the channel's cost, or 0 when a mishap prevents
   * the contact; exact.
   */
  readonly worthOf: (occasion: Occasion, action: ActionId) => number;
  /** How probable it is that the action brings about at least one event of these types on this occasion; exact. */
  readonly chanceOf: (occasion: Occasion, action: ActionId, types: readonly string[]) => number;
  /** What happens when the action is carried out; it does not depend on what happened on other occasions. */
  readonly storyOf: (occasion: Occasion, action: ActionId) => Story;
  /** How the events of that story reach the service. */
  readonly arrivalsOf: (occasion: Occasion, action: ActionId) => readonly Arrival[];
}

interface SimulatedAction {
  readonly contact: SimulatedContact | undefined;
  readonly cost: number;
  readonly rewardWindowHours: number;
}

/** The world of a seed: the same seed and configuration give the same world, on one machine bit for bit. */
export function borrowerWorld(options: WorldOptions): BorrowerWorld {
  const { seed, configuration, startsAt, temper = 1, firstBorrower = 0 } = options;
  const channels = configuration.channels.map(({ id }) => id);
  const borrowers = Array.from({ length: options.borrowers }, (_, number) =>
    simulatedBorrower(seed, firstBorrower + number, channels),
  );
  const actions = simulatedActions(configuration);

  const dayStart = (day: number): Instant => plusMs(startsAt, day * DAY_MS);
  const borrowerOf = ({ borrower }: Occasion): SimulatedBorrower => known(borrowers[borrower], 'borrower');
  const actionOf = (action: ActionId): SimulatedAction => known(actions.get(action), 'action');
  const daysPastDue = (occasion: Occasion): number => daysPastDueOn(borrowerOf(occasion), occasion.day);
  const mishapOf = ({ number }: Occasion): Mishap | undefined => mishap(seed, number, channels);
  const types = new Set(configuration.reward.events.map(({ type }) => type));
  // A feed reports only what the service has been configured to understand.
  const storiesOf = (occasion: Occasion, { contact }: SimulatedAction): Story[] =>
    responseStories(
      { borrower: borrowerOf(occasion), daysPastDue: daysPastDue(occasion), temper },
      contact,
    ).map(({ probability, events }) => ({
      probability,
      events: events.filter(({ type }) => types.has(type)),
    }));
  const isPrevented = (occasion: Occasion, { contact }: SimulatedAction): boolean =>
    contact !== undefined && prevents(mishapOf(occasion), contact.channel);
  const storyOf = (occasion: Occasion, action: ActionId): Story =>
    drawStory(storiesOf(occasion, actionOf(action)), randomSource(seed, 'story', occasion.number, action));

  return {
    borrowers,
    actionNamed: (name) =>
      known(
        [...actions.keys()].find((action) => action === name),
        'action',
      ),
    dayStart,
    nextDayStart: (at) => dayStart(Math.ceil((at - startsAt) / DAY_MS)),
    borrowerOf,
    contextOf: (occasion) =>
      observedContext({
        seed,
        borrower: borrowerOf(occasion),
        day: occasion.day,
        at: dayStart(occasion.day),
        schema: configuration.features,
      }),
    daysPastDue,
    mishapOf,
    worthOf: (occasion, id) => {
      const action = actionOf(id);
      if (isPrevented(occasion, action)) return 0;
      const stories = storiesOf(occasion, action);
      return expectedReward(stories, configuration.reward, action.rewardWindowHours) - action.cost;
    },
    chanceOf: (occasion, id, types) => {
      const action = actionOf(id);
      if (isPrevented(occasion, action)) return 0;
      return storiesOf(occasion, action).reduce(
        (sum, { probability, events }) =>
          events.some(({ type }) => types.includes(type)) ? sum + probability : sum,
        0,
      );
    },
    storyOf,
    arrivalsOf: (occasion, action) =>
      arrivals(storyOf(occasion, action), randomSource(seed, 'feed', occasion.number, action)),
  };
}

function simulatedActions(configuration: Configuration): ReadonlyMap<ActionId, SimulatedAction> {
  const actions = new Map<ActionId, SimulatedAction>();
  for (const { id, cost, rewardWindowHours } of configuration.channels) {
    const channel: ChannelId = id;
    for (const window of configuration.windows) {
      const contact = { channel, time: timeOfDay(window) };
      actions.set(actionId(channel, window.id), { contact, cost, rewardWindowHours });
    }
  }
  const { rewardWindowHours } = configuration.noContact;
  actions.set(NO_CONTACT, { contact: undefined, cost: 0, rewardWindowHours });
  return actions;
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new InvalidInputError('action-unknown', `The simulated world has no such ${what}.`);
  }
  return value;
}
