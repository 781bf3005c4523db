import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeEncoder } from '../../../src/core/features/encoder.ts';
import type { Context, FeatureSchema } from '../../../src/core/features/feature-schema.ts';
import type { ActionId, ModelId } from '../../../src/core/identifiers.ts';
import { buildSnapshot } from '../../../src/core/model/build-snapshot.ts';
import type { CreditChange } from '../../../src/core/model/credit-change.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../../src/core/model/fold.ts';
import { packStatistics } from '../../../src/core/model/pack-statistics.ts';
import { serializeSnapshot } from '../../../src/core/model/snapshot-codec.ts';

/*
 * Bytes that are stored for years. A change of one of these files is a change of a format or of the meaning of what
 * was learned: it needs a new format number, or a decision record that says why old items still read the same.
 */
const schema: FeatureSchema = {
  features: [
    {
      kind: 'numeric',
      name: 'daysPastDue',
      min: 0,
      max: 365,
      center: 30,
      spread: 22.5,
      missing: { rule: 'refuse' },
    },
    {
      kind: 'numeric',
      name: 'balanceUsd',
      min: 0,
      max: 250000,
      center: 9000,
      spread: 7000,
      missing: { rule: 'use', value: 9000 },
    },
    {
      kind: 'categorical',
      name: 'lastOpened',
      levels: ['none', 'email', 'sms'],
      missing: { rule: 'use', value: 'none' },
    },
    { kind: 'cyclical', name: 'hour', period: 24, missing: { rule: 'use', value: 12 } },
    { kind: 'cyclical', name: 'weekday', period: 7, missing: { rule: 'use', value: 0 } },
    { kind: 'cyclical', name: 'month', period: 12, missing: { rule: 'use', value: 0 } },
    { kind: 'cyclical', name: 'dayOfMonth', period: 31, missing: { rule: 'use', value: 0 } },
  ],
  crosses: [{ of: ['lastOpened', 'daysPastDue'] }],
};

const contexts: readonly Context[] = Array.from({ length: 20 }, (_, index) => ({
  daysPastDue: (index * 47) % 366,
  ...(index % 4 === 0 ? {} : { balanceUsd: (index * 12345.67) % 250000 }),
  ...(index % 5 === 0 ? {} : { lastOpened: ['none', 'email', 'sms'][index % 3] ?? 'none' }),
  hour: (index * 5) % 24,
  weekday: index % 7,
  month: index % 12,
  dayOfMonth: (index * 3) % 31,
}));

const ACTIONS = ['sms@weekday-evening', 'email@weekend', 'no-contact'];

const encoder = makeEncoder(schema);

const changes: readonly CreditChange[] = contexts.flatMap((context, index): CreditChange[] => {
  const x = encoder.encode(context);
  const reward = (index % 9) / 8 - 0.5;
  const correction: CreditChange = { kind: 'correction', x, from: reward, to: reward + 0.125 };
  return [{ kind: 'credit', x, reward }, ...(index % 3 === 0 ? [correction] : [])];
});

function hexLines(bytes: Uint8Array): string {
  return `${Buffer.from(bytes).toString('hex').replace(/.{64}/g, '$&\n').trimEnd()}\n`;
}

test('twenty contexts encode to the same steps of 2^-12', async () => {
  const rows = contexts.map((context) =>
    [...encoder.encode(context).values].map((value) => value * 4096).join(' '),
  );
  await expect(`${encoder.names.join(' ')}\n${rows.join('\n')}\n`).toMatchFileSnapshot('encodings.txt');
});

test('statistics pack to the same bytes', async () => {
  await expect(hexLines(packStatistics(foldCredits(EMPTY_STATISTICS, changes)))).toMatchFileSnapshot(
    'statistics.txt',
  );
});

test.each(['linucb', 'pooled-linucb'] as const)(
  'a snapshot of %s has the same bytes and thereby the same name',
  async (strategy) => {
    const bytes = serializeSnapshot(
      buildSnapshot({
        model: 'outreach' as ModelId,
        strategy,
        schema,
        ridge: 0.5,
        scales: { noise: 0.5, base: 0.5, channel: 0.25, day: 0.125, slot: 0.125, arm: 0.25 },
        fittedOn: 0,
        exploration: { beta: 3, epsilon: 0.05, gamma: 10 },
        arms: [
          { channel: 'sms', day: 'weekday', slot: 'evening' },
          { channel: 'email', day: 'weekend' },
          { channel: 'no-contact' },
        ].map((groups, index) => ({
          action: ACTIONS[index] as ActionId,
          cost: index / 64,
          price: index === 0 ? 0.125 : 0,
          groups,
        })),
        statistics: new Map([
          ['sms@weekday-evening' as ActionId, foldCredits(EMPTY_STATISTICS, changes)],
          ['email@weekend' as ActionId, foldCredits(EMPTY_STATISTICS, changes.slice(0, 7))],
        ]),
      }),
    );
    const name = createHash('sha256').update(bytes).digest('hex');
    await expect(`sha256:${name}\n${hexLines(bytes)}`).toMatchFileSnapshot(`snapshot-${strategy}.txt`);
  },
);
