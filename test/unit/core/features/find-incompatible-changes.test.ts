import { expect, test } from 'vitest';
import type { Feature } from '../../../../src/core/features/feature-schema.ts';
import { findIncompatibleChanges } from '../../../../src/core/features/find-incompatible-changes.ts';

const refuse = { rule: 'refuse' } as const;
const days: Feature = {
  kind: 'numeric',
  name: 'days',
  min: 0,
  max: 90,
  center: 30,
  spread: 20,
  missing: refuse,
};
const channel: Feature = { kind: 'categorical', name: 'channel', levels: ['email', 'sms'], missing: refuse };
const hour: Feature = { kind: 'cyclical', name: 'hour', period: 24, missing: refuse };

function changes(before: readonly Feature[], after: readonly Feature[]): readonly string[] {
  const faults = findIncompatibleChanges({ features: before, crosses: [] }, { features: after, crosses: [] });
  return faults.map(({ pointer, problem }) => `${pointer} ${problem}`);
}

test('what keeps the meaning of every column is compatible', () => {
  const more: Feature[] = [
    { ...channel, levels: ['email', 'call', 'sms'] },
    { ...days, min: -10, max: 400, missing: { rule: 'use', value: 3 } },
    { kind: 'numeric', name: 'balance', min: 0, max: 1, center: 0, spread: 1, missing: refuse },
  ];
  expect(changes([days, channel, hour], more)).toEqual([]);
  expect(changes(more, [])).toEqual([]);
  expect(changes([{ ...days, knots: [30, 60] }], [{ ...days, knots: [10, 60] }])).toEqual([]);
  expect(changes([days], [{ ...channel, name: 'days' }])).toEqual([]);
  expect(changes([days], [{ ...hour, name: 'days' }])).toEqual([]);
});

test('another scale, base level or period under the same name is not', () => {
  const before: Feature[] = [days, { ...days, name: 'spreadDays' }, channel, hour];
  const after: Feature[] = [
    { ...days, center: 31 },
    { ...days, name: 'spreadDays', spread: 21 },
    { ...channel, levels: ['sms', 'email'] },
    { ...hour, period: 12 },
  ];
  expect(changes(before, after)).toEqual([
    '/features/0/center was 30 in the statistics kept under the name "days"',
    '/features/1/spread was 20 in the statistics kept under the name "spreadDays"',
    '/features/2/levels/0 was "email" in the statistics kept under the name "channel"',
    '/features/3/period was 24 in the statistics kept under the name "hour"',
  ]);
});
