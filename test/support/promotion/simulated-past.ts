import { nodeSha256 } from '../../../src/adapters/node-sha256.ts';
import { type PastLog, pastLog } from '../../../src/app/search/past-log.ts';
import type { PastRowView } from '../../../src/app/search/past-row.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import { makeEncoder } from '../../../src/core/features/encoder.ts';
import { WHOLE } from '../../../src/core/policy/distribution.ts';
import { randomSource } from '../../../src/core/simulation/random-source.ts';
import { DAY_MS, formatInstant, HOUR_MS, instant, parseInstant } from '../../../src/core/time/instant.ts';
import { SMALL_CONFIGURATION } from '../small-configuration.ts';

/** Rewards are payments, 0 or 1, and complaints. */
export const PAST_CONFIGURATION: Configuration = {
  ...SMALL_CONFIGURATION,
  reward: {
    events: [
      { type: 'payment', value: 1 },
      { type: 'complaint', value: -0.5 },
    ],
    combine: 'sum',
    min: -0.5,
    max: 1,
    defaultReward: 0,
  },
};

const ACTIONS = ['call@evening', 'call@morning', 'email@evening', 'email@morning', 'no-contact'] as const;
const START = parseInstant('2026-01-05T00:00:00Z');

export type Past =
  /** Every action is worth the same after cost. */
  | 'null'
  /** Calls in the evening pay far more than anything else to those who opened a call last; e-mail pays the others. */
  | 'better'
  /** The same, and whoever is called complains often. */
  | 'harmful';

export interface PastSettings {
  readonly rows: number;
  readonly seed: number;
  readonly past: Past;
  /** @defaultValue 84 */
  readonly days?: number;
}

/** The log of a policy that takes every action alike, as lines of the matured log; with the borrowers' groups in their names. */
export function pastRows({ rows, seed, past, days = 84 }: PastSettings): readonly PastRowView[] {
  const random = randomSource(seed, 'past');
  const encoder = makeEncoder(PAST_CONFIGURATION.features);
  const even = Math.floor(WHOLE / ACTIONS.length);
  return Array.from({ length: rows }, (_, number) => {
    const at = instant(START + Math.floor((number / rows) * days * DAY_MS));
    const opened = random.chance(0.5) ? 'call' : 'email';
    const context = { daysPastDue: Math.floor(random.between(0, 60)), lastOpenedChannel: opened };
    const { names, values } = encoder.encode(context);
    const place = random.index(ACTIONS.length);
    const action = ACTIONS[place] ?? 'no-contact';
    const channel = action === 'no-contact' ? null : (action.split('@')[0] ?? null);
    const cost = PAST_CONFIGURATION.channels.find(({ id }) => id === channel)?.cost ?? 0;
    const pays = random.chance(paying(past, action, opened, cost));
    const complains = past === 'harmful' && channel === 'call' && random.chance(0.3);
    const types = [...(pays ? ['payment'] : []), ...(complains ? ['complaint'] : [])];
    const weights = ACTIONS.map((_action, index) => (index === 0 ? WHOLE - 4 * even : even));
    return {
      decisionId: `d-${String(number).padStart(6, '0')}`,
      borrowerId: `b-${number % Math.ceil(rows / 3)}`,
      decidedAt: formatInstant(at),
      features: { names: [...names], encoded: [...values] },
      distribution: ACTIONS.map((each, index) => ({ action: each, weight: weights[index] ?? 0 })),
      action,
      channel,
      propensity: (weights[place] ?? 0) / WHOLE,
      cost,
      strategy: 'uniform',
      variant: null,
      training: 'learned',
      rewardWindowEndsAt: formatInstant(instant(at + 48 * HOUR_MS)),
      events: types.map((type) => ({ type, at: formatInstant(instant(at + HOUR_MS)) })),
      attributed: [],
      reward: (pays ? 1 : 0) - (complains ? 0.5 : 0),
      seq: 0,
    };
  });
}

export function simulatedPast(settings: PastSettings): PastLog {
  return pastLog(pastRows(settings), PAST_CONFIGURATION, nodeSha256);
}

function paying(past: Past, action: string, opened: string, cost: number): number {
  if (past === 'null') return 0.3 + cost;
  if (opened === 'call') return action === 'call@evening' ? 0.95 : 0.1;
  return action === 'email@morning' ? 0.7 : 0.1;
}
