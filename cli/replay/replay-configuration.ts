import { defineConfiguration } from '../../src/contracts/configuration.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import { HOUR_MS } from '../../src/core/time/instant.ts';
import { ROW_MS } from './replay-clock.ts';
import type { ReplaySchema } from './replay-schema.ts';

const EVERY_DAY = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  start: '08:00',
  end: '21:00',
} as const;

/** What contacts of a replay are for. */
export const PURPOSE = 'replay';

/**
 * The configuration under which a schema's rows are replayed. The contact rules are the real ones, set so that they
 * leave every action of the data open: each row is a borrower of its own who has agreed to everything.
 * @param delayRows how many rows after the contact its outcome is heard.
 * @throws {InvalidInputError} `config-invalid`, e.g. for a feature that names a protected attribute.
 */
export function replayConfiguration(schema: ReplaySchema, delayRows: number): Configuration {
  const channels = idsOf(schema.action.channel);
  const windows = idsOf(schema.action.window);
  const values = Object.values(schema.reward.events).map(({ value }) => value);
  const rewardWindowHours = ((delayRows + 1) * ROW_MS) / HOUR_MS;
  return defineConfiguration({
    model: schema.name,
    purposes: [PURPOSE],
    channels: channels.map((id) => ({ id, cost: 0, rewardWindowHours })),
    windows: windows.map((id) => ({ id, ...(schema.action.hours[id] ?? EVERY_DAY) })),
    noContact: { enabled: false, rewardWindowHours },
    horizonHours: 7 * 24,
    features: schema.features,
    reward: {
      events: distinctEvents(schema),
      combine: 'sum',
      min: Math.min(0, ...values),
      max: Math.max(0, ...values),
      defaultReward: 0,
    },
    learning: {
      strategy: schema.learning.strategy,
      mode: 'live',
      ridge: schema.learning.ridge,
      scales: 'fitted',
    },
    exploration: {
      beta: schema.learning.beta,
      // A replay is short: nothing is gained by letting ε fall.
      epsilon: { start: schema.learning.epsilon, floor: schema.learning.epsilon, halfway: 1000 },
      gamma: 10,
    },
    fallback: {
      order: channels.flatMap((channel) => windows.map((window) => `${channel}@${window}`)),
      epsilon: 1,
    },
    experiments: { fourEyesAbove: 0.1 },
    rules: {
      quietHours: { id: 'quiet-hours@1', start: '08:00', end: '21:00' },
      caps: [{ id: 'replay-contact-frequency@1', limit: 7, days: 7 }],
      minimumWindowMinutes: 15,
    },
  });
}

function idsOf(part: ReplaySchema['action']['channel']): string[] {
  return 'fixed' in part ? [part.fixed] : [...new Set(Object.values(part.values))].sort();
}

/** Several cells may tell of the same event. */
function distinctEvents({ reward }: ReplaySchema): { type: string; value: number }[] {
  return [...new Map(Object.values(reward.events).map((event) => [event.type, event])).values()];
}
