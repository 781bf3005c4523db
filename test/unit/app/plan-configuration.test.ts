import { beforeEach, describe, expect, it } from 'vitest';
import type { PlanLine } from '../../../src/app/configuration-plan/plan-line.ts';
import { makePlanConfiguration } from '../../../src/app/plan-configuration.ts';
import { makeWarmStart } from '../../../src/app/warm-start.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import type { Feature } from '../../../src/core/features/feature-schema.ts';
import type { ActionId, BorrowerId, ChannelId, ModelId, WindowId } from '../../../src/core/identifiers.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import {
  decideRequest,
  memoryService,
  outcome,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const NOW = plusMs(WEDNESDAY, 20 * DAY_MS);
const [DAYS_PAST_DUE, LAST_OPENED] = SMALL_CONFIGURATION.features.features as [Feature, Feature];
const [MORNING, EVENING] = SMALL_CONFIGURATION.windows as [
  Configuration['windows'][number],
  Configuration['windows'][number],
];
const [EMAIL, CALL] = SMALL_CONFIGURATION.channels as [
  Configuration['channels'][number],
  Configuration['channels'][number],
];

let service: ReturnType<typeof memoryService>;

/** Four credited decisions, two of them paid; all e-mails in the morning, and a model that knows them. */
beforeEach(async () => {
  service = memoryService();
  for (let index = 0; index < 4; index += 1) {
    const id = `b-${index}` as BorrowerId;
    await service.profiles.put(id, REACHABLE);
    const { record } = await service.decide(
      decideRequest(`k-${index}`, { borrower: { id }, exclude: ['call', 'evening', 'no-contact'] }),
      WEDNESDAY,
    );
    if (index < 2) {
      const paid = outcome(record.decisionId, `e-${index}`, 'payment', 6 * HOUR_MS);
      await service.record(paid, plusMs(WEDNESDAY, DAY_MS));
    }
  }
  await service.mature(NOW);
  await service.learn(service.ports.credits.take(100));
  await service.publish(NOW);
});

async function planOf(next: Configuration, before: Configuration | undefined = SMALL_CONFIGURATION) {
  return await makePlanConfiguration(service.ports)(
    { next, model: SMALL_CONFIGURATION.model, ...(before === undefined ? {} : { before }) },
    NOW,
  );
}

async function linesOf(changes: Partial<Configuration>): Promise<readonly PlanLine[]> {
  return (await planOf({ ...SMALL_CONFIGURATION, ...changes })).lines;
}

const features = (...list: Feature[]): Partial<Configuration> => ({
  features: { features: list, crosses: [] },
});
const learning = (changes: Partial<Configuration['learning']>): Partial<Configuration> => ({
  learning: { ...SMALL_CONFIGURATION.learning, ...changes },
});
const reward = (changes: Partial<Configuration['reward']>): Partial<Configuration> => ({
  reward: { ...SMALL_CONFIGURATION.reward, ...changes },
});

const NEW_FEATURE: Feature = {
  kind: 'numeric',
  name: 'brokenPromises',
  min: 0,
  max: 9,
  center: 1,
  spread: 2,
  missing: { rule: 'use', value: 0 },
};
const EVENT = SMALL_CONFIGURATION.reward.events;

describe('plan-config', () => {
  it('has nothing to say when nothing changes', async () => {
    expect(await planOf(SMALL_CONFIGURATION)).toEqual({ credits: 4, lines: [] });
    expect((await planOf(SMALL_CONFIGURATION, undefined)).lines).toEqual([]);
  });

  it.each<[string, Partial<Configuration>, PlanLine['severity'], RegExp]>([
    [
      'a feature is added',
      features(DAYS_PAST_DUE, LAST_OPENED, NEW_FEATURE),
      'ok',
      /brokenPromises added.*prior/,
    ],
    [
      'a feature is added that requests must send',
      features(DAYS_PAST_DUE, LAST_OPENED, { ...NEW_FEATURE, missing: { rule: 'refuse' } } as Feature),
      'attention',
      /brokenPromises added.*has to send it/,
    ],
    ['a feature is removed', features(DAYS_PAST_DUE), 'attention', /lastOpenedChannel removed.*exactly/],
    [
      'a feature is rescaled',
      features({ ...DAYS_PAST_DUE, spread: 60 } as Feature, LAST_OPENED),
      'refused',
      /features\/0\/spread was 30.*new name/,
    ],
    [
      'a base level changes',
      features(DAYS_PAST_DUE, { ...LAST_OPENED, levels: ['email', 'none', 'call'] } as Feature),
      'refused',
      /levels\/0 was "none"/,
    ],
    [
      'a level is added',
      features(DAYS_PAST_DUE, { ...LAST_OPENED, levels: ['none', 'email', 'call', 'sms'] } as Feature),
      'ok',
      /level sms added/,
    ],
    [
      'a level is removed',
      features(DAYS_PAST_DUE, { ...LAST_OPENED, levels: ['none', 'email'] } as Feature),
      'attention',
      /level call removed.*base level.*refused/,
    ],
    [
      'a range is narrowed',
      features({ ...DAYS_PAST_DUE, max: 90 } as Feature, LAST_OPENED),
      'attention',
      /outside/,
    ],
    [
      'knots are added',
      features({ ...DAYS_PAST_DUE, knots: [30, 60] } as Feature, LAST_OPENED),
      'ok',
      /daysPastDue: knots 30 and 60 added.*counts as 0/,
    ],
    ['a range is widened', features({ ...DAYS_PAST_DUE, max: 999 } as Feature, LAST_OPENED), 'ok', /same/],
    [
      'what counts when missing changes',
      features(DAYS_PAST_DUE, { ...LAST_OPENED, missing: { rule: 'refuse' } } as Feature),
      'attention',
      /missing changes.*has to send/,
    ],
    [
      'a cross is added',
      {
        features: {
          ...SMALL_CONFIGURATION.features,
          crosses: [{ of: ['lastOpenedChannel', 'daysPastDue'] }],
        },
      },
      'ok',
      /cross daysPastDue × lastOpenedChannel added/,
    ],
    [
      'a feature may be older',
      features({ ...DAYS_PAST_DUE, maxAgeHours: 24 }, LAST_OPENED),
      'ok',
      /feature ages \(maxAgeHours\) change.*decisions to come follow it at once/,
    ],
    [
      'a channel is added',
      { channels: [EMAIL, CALL, { id: 'letter' as ChannelId, cost: 0.5, rewardWindowHours: 240 }] },
      'ok',
      /channel letter added.*scored from the first day/,
    ],
    [
      'a channel is added where arms share nothing',
      {
        ...learning({ strategy: 'linucb' }),
        channels: [EMAIL, CALL, { id: 'letter' as ChannelId, cost: 0.5, rewardWindowHours: 240 }],
      },
      'ok',
      /channel letter added.*starts at 0 with the width that λ = 1 gives/,
    ],
    [
      'a channel is removed',
      { channels: [CALL] },
      'attention',
      /channel email removed.*its 4 outcomes stay stored/,
    ],
    ['a channel without outcomes is removed', { channels: [EMAIL] }, 'ok', /channel call removed/],
    [
      'a window is renamed',
      { windows: [{ ...MORNING, id: 'early' as WindowId }, EVENING] },
      'attention',
      /window early added.*looks like morning under another id/,
    ],
    [
      'a window moves',
      { windows: [{ ...MORNING, start: '08:00' }, EVENING] },
      'attention',
      /window morning: .*09:00-12:00 becomes .*08:00-12:00.*4 outcomes go on/,
    ],
    ['a cost changes', { channels: [{ ...EMAIL, cost: 0.02 }, CALL] }, 'ok', /cost 0.01 becomes 0.02/],
    [
      'no-contact is switched off',
      { noContact: { enabled: false, rewardWindowHours: 72 } },
      'ok',
      /no-contact removed/,
    ],
    [
      'a reward changes that decisions have',
      reward({ events: EVENT.map((each) => (each.type === 'payment' ? { ...each, value: 0.5 } : each)) }),
      'attention',
      /2 of 4 recorded decisions would get another reward.*2 are credited.*recredit/,
    ],
    [
      'a reward changes that no decision has',
      reward({ events: EVENT.map((each) => (each.type === 'opened' ? { ...each, value: 0.125 } : each)) }),
      'ok',
      /reward rule changes.*no reward of 4 recorded decisions/,
    ],
    [
      'an outcome type is removed',
      reward({ events: EVENT.filter(({ type }) => type !== 'opened') }),
      'attention',
      /outcome type opened removed.*refused/,
    ],
    [
      'a reward window changes',
      { channels: [EMAIL, { ...CALL, rewardWindowHours: 96 }] },
      'ok',
      /call from 48 to 96 hours/,
    ],
    [
      'the strategy changes',
      learning({ strategy: 'linucb' }),
      'ok',
      /pooled-linucb becomes linucb.*next publication/,
    ],
    ['the ridge changes', learning({ ridge: 5 }), 'ok', /ridge 1 becomes 5/],
    ['decay changes', learning({ halfLifeWeeks: 8 }), 'ok', /half-life none becomes 8 weeks.*never decayed/],
    [
      'the scales are given',
      learning({ scales: { noise: 1, base: 1, channel: 1, day: 1, slot: 1, arm: 1 } }),
      'ok',
      /scales change/,
    ],
    ['the mode changes', learning({ mode: 'shadow' }), 'attention', /fixed rules decide/],
    [
      'exploration changes',
      { exploration: { ...SMALL_CONFIGURATION.exploration, beta: 1 } },
      'ok',
      /exploration changes/,
    ],
    ['a purpose goes', { purposes: ['collections'] }, 'attention', /purpose servicing removed/],
    ['caps change', { rules: { ...SMALL_CONFIGURATION.rules, caps: [] } }, 'ok', /contact rules change/],
    [
      'a capacity comes',
      { channels: [EMAIL, { ...CALL, capacity: { perDay: 480, perContact: 6 } }] },
      'ok',
      /capacities change/,
    ],
    [
      'more goes live on one signature',
      { experiments: { fourEyesAbove: 0.3 } },
      'attention',
      /above 10 %.*above 30 %.*whoever answers/,
    ],
    [
      'less goes live on one signature',
      { experiments: { fourEyesAbove: 0.07 } },
      'ok',
      /above 10 %.*above 7 %/,
    ],
    [
      'a harm budget comes',
      { experiments: { fourEyesAbove: 0.1, harmBudget: [{ events: ['payment'], excess: 9, days: 30 }] } },
      'attention',
      /harm budget changes/,
    ],
    [
      'the fixed rules change',
      { fallback: { order: ['call@evening' as ActionId], epsilon: 0.2 } },
      'ok',
      /the fixed rules changes?/,
    ],
  ])('when %s', async (_, changes, severity, text) => {
    const lines = await linesOf(changes);
    const said = lines.map((line) => [line.severity, `${line.what}: ${line.kept}. ${line.todo ?? ''}`]);
    expect(said).toContainEqual([severity, expect.stringMatching(text)]);
  });

  it('puts what must not be deployed first, and what asks for nothing last', async () => {
    const rescaled = features({ ...DAYS_PAST_DUE, center: 0 } as Feature, NEW_FEATURE);
    expect((await linesOf(rescaled)).map(({ severity }) => severity)).toEqual(['refused', 'attention', 'ok']);
  });

  it('is loud about a model that starts from nothing', async () => {
    const { lines, credits } = await planOf({ ...SMALL_CONFIGURATION, model: 'other' as ModelId });
    expect(credits).toBe(4);
    expect(lines).toMatchObject([
      { what: 'MODEL small BECOMES other', kept: expect.stringContaining('NOTHING') },
    ]);
  });

  it('warns of a name that was learned with before, whatever the running schema says', async () => {
    const without = { ...SMALL_CONFIGURATION, ...features(DAYS_PAST_DUE) };
    await useCases(service.ports, without).publish(plusMs(NOW, 1));
    const { lines } = await planOf(SMALL_CONFIGURATION, without);
    expect(lines).toMatchObject([
      {
        severity: 'attention',
        what: expect.stringContaining('lastOpenedChannel added'),
        todo: expect.any(String),
      },
    ]);
    expect(lines[0]?.kept).toContain('lastOpenedChannel=email');
  });

  it('warns of a channel that comes back with its outcomes', async () => {
    const without = { ...SMALL_CONFIGURATION, channels: [CALL] };
    await useCases(service.ports, without).publish(plusMs(NOW, 1));
    const { lines } = await planOf(SMALL_CONFIGURATION, without);
    expect(lines).toMatchObject([
      { severity: 'attention', kept: expect.stringContaining('its 4 outcomes count again') },
    ]);
  });

  it('holds features against those of every import, and warns that its rewards are of the old rule', async () => {
    const scaleOfImport = {
      ...SMALL_CONFIGURATION,
      ...features({ ...DAYS_PAST_DUE, spread: 60 } as Feature),
    };
    const imported = useCases(service.ports, scaleOfImport);
    const contact = { context: { daysPastDue: 5 }, action: 'call@evening', reward: 1, at: WEDNESDAY };
    await makeWarmStart(imported.deps).add(
      {
        name: 'letters',
        by: { author: 'a', reason: 'b' },
        lines: async function* () {
          yield { number: 1, text: 'one', contact };
        },
      },
      NOW,
    );
    const half = reward({
      events: EVENT.map((each) => (each.type === 'payment' ? { ...each, value: 0.5 } : each)),
    });
    const lines = await linesOf(half);
    expect(lines[0]).toMatchObject({ severity: 'refused', what: expect.stringContaining('/spread was 60') });
    expect(lines.map(({ what }) => what)).toContainEqual(
      expect.stringContaining('the import letters came with'),
    );
  });
});
