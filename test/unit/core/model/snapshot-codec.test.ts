import { describe, expect, test } from 'vitest';
import { makeEncoder } from '../../../../src/core/features/encoder.ts';
import type { FeatureSchema } from '../../../../src/core/features/feature-schema.ts';
import type { ActionId, ModelId } from '../../../../src/core/identifiers.ts';
import { triangleLength } from '../../../../src/core/linear-algebra/packed-triangle.ts';
import { buildSnapshot, type SnapshotInput } from '../../../../src/core/model/build-snapshot.ts';
import { scaled } from '../../../../src/core/model/decay.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../../../src/core/model/fold.ts';
import { parseSnapshot, serializeSnapshot } from '../../../../src/core/model/snapshot-codec.ts';

const schema: FeatureSchema = {
  features: [
    {
      kind: 'numeric',
      name: 'score',
      min: 0,
      max: 1,
      center: 0.5,
      spread: 0.25,
      missing: { rule: 'use', value: 0.5 },
    },
    { kind: 'categorical', name: 'channel', levels: ['none', 'sms'], missing: { rule: 'refuse' } },
    { kind: 'cyclical', name: 'hour', period: 24, missing: { rule: 'refuse' } },
  ],
  crosses: [{ of: ['score', 'channel'] }],
};
const input: SnapshotInput = {
  model: 'outreach' as ModelId,
  strategy: 'pooled-linucb',
  schema,
  ridge: 2,
  scales: { noise: 0.5, base: 0.75, channel: 0.25, day: 0, slot: 0.125, arm: 0.375 },
  fittedOn: 250,
  exploration: { beta: 3, epsilon: 0.05, gamma: 10 },
  arms: [
    {
      action: 'email@weekend' as ActionId,
      cost: 0.01,
      price: 0.5,
      groups: { channel: 'email', slot: 'all' },
    },
    { action: 'sms@weekend' as ActionId, cost: 0.02, groups: { channel: 'sms', day: 'sat+sun' } },
  ],
  statistics: new Map(),
};
const bytes = serializeSnapshot(buildSnapshot(input));
const view = new DataView(bytes.buffer);
const headerAt = 12;
const floatsAt = headerAt + view.getUint32(8, true);
const { length: dimension } = makeEncoder(schema).names;
const armLength = dimension + triangleLength(dimension);
const text = new TextDecoder().decode(bytes.subarray(headerAt, floatsAt));

/** The snapshot with another header text, filled up as it should be and its length told truly. */
function withHeader(header: string): Uint8Array {
  const length = new TextEncoder().encode(header.trimEnd()).length;
  const encoded = new TextEncoder().encode(header.trimEnd() + ' '.repeat(-(headerAt + length) & 7));
  const changed = new Uint8Array(headerAt + encoded.length + bytes.length - floatsAt);
  changed.set(bytes.subarray(0, headerAt));
  new DataView(changed.buffer).setUint32(8, encoded.length, true);
  changed.set(encoded, headerAt);
  changed.set(bytes.subarray(floatsAt), headerAt + encoded.length);
  return changed;
}

function withFloat(index: number, value: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  new DataView(changed.buffer).setFloat64(floatsAt + 8 * index, value, true);
  return changed;
}

function expectCorrupt(damaged: Uint8Array, message: RegExp): void {
  expect(() => parseSnapshot(damaged)).toThrow(message);
  expect(() => parseSnapshot(damaged)).toThrow(expect.objectContaining({ code: 'snapshot-corrupt' }));
}

test('the numbers begin at a multiple of 8 bytes after a header of JSON', () => {
  expect(new TextDecoder().decode(bytes.subarray(0, 8))).toBe('RAPPORT2');
  expect(floatsAt % 8).toBe(0);
  expect(JSON.parse(text)).toMatchObject({
    format: 2,
    model: 'outreach',
    strategy: 'pooled-linucb',
    ridge: 2,
    scales: input.scales,
    schema,
  });
});

describe('a header that says something else than a snapshot is refused', () => {
  test.each<[string, string, RegExp]>([
    ['"format":2', '"format":1', /\/format is unknown/],
    ['"strategy":"pooled-linucb"', '"strategy":"clever-linucb"', /\/strategy is unknown/],
    ['"strategy":"pooled-linucb"', '"strategy":"constructor"', /\/strategy is unknown/],
    ['"strategy":"pooled-linucb"', '"strategy":8', /\/strategy is not a text/],
    ['"strategy":"pooled-linucb"', '"strategy":"uniform"', /do not fit 2 arms and 4 effects of 0 features/],
    ['"scales":{', '"scales":[],"x":{', /\/scales is not an object/],
    ['"noise":0.5', '"noise":0', /\/scales\/noise is 0/],
    ['"base":0.75', '"base":-1', /\/scales\/base is -1/],
    ['"arm":0.375', '"arm":"wide"', /\/scales\/arm is not a finite number/],
    ['"slot":0.125,"arm"', '"arm"', /\/scales\/slot is not a finite number/],
    ['"fittedOn":250', '"fittedOn":-1', /\/fittedOn is not a count/],
    ['"model":"outreach"', '"model":7', /\/model is not a text/],
    ['"ridge":2', '"ridge":1e400', /\/ridge is not a finite number/],
    ['"ridge":2', '"ridge":"2"', /\/ridge is not a finite number/],
    ['"ridge":2', '"ridge":-2', /\/ridge is -2/],
    ['"ridge":2', '"ridge":2.0', /not written in the one way/],
    ['"ridge":2', '"ridge": 2', /not written in the one way/],
    ['"ridge":2', '"ridge":2,"extra":1', /not written in the one way/],
    ['"ridge":2', '"ridge":2,"__proto__":{}', /not written in the one way/],
    ['"exploration":{', '"exploration":[],"x":{', /\/exploration is not an object/],
    ['"exploration":{', '"exploration":null,"x":{', /\/exploration is not an object/],
    ['"beta":3', '"beta":-3', /\/exploration\/beta/],
    ['"epsilon":0.05', '"epsilon":true', /\/exploration\/epsilon/],
    ['"gamma":10', '"gamma":-10', /\/exploration\/gamma/],
    ['"effects":[', '"effects":{},"x":[', /\/effects is not a list/],
    ['"kind":"base"', '"kind":"season"', /\/effects\/0\/kind is unknown/],
    ['"name":"email"', '"name":7', /\/effects\/1\/name is not a text/],
    ['{"kind":"slot","name":"all"}', '{"kind":"slot","name":"all"},{"kind":"slot","name":"b"}', /do not fit/],
    ['"features":[', '"features":{},"x":[', /\/schema\/features is not a list/],
    ['"kind":"numeric"', '"kind":"text"', /\/schema\/features\/0\/kind is unknown/],
    ['"spread":0.25', '"spread":0', /\/features\/0\/spread is 0/],
    ['"rule":"use"', '"rule":"guess"', /\/schema\/features\/0\/missing\/rule is unknown/],
    ['"levels":["none","sms"]', '"levels":["none",1]', /\/schema\/features\/1\/levels\/1 is not a text/],
    ['"period":24', '"period":25', /\/schema\/features\/2\/period is unknown/],
    ['"period":24', '"period":"24"', /\/schema\/features\/2\/period is unknown/],
    ['"of":["score","channel"]', '"of":["score"]', /\/schema\/crosses\/0\/of is not a pair/],
    ['"of":["score","channel"]', '"of":[]', /\/schema\/crosses\/0\/of is not a pair/],
    ['"of":["score","channel"]', '"of":["score","channel","hour"]', /\/schema\/crosses\/0\/of is not a pair/],
    ['"of":["score","channel"]', '"of":["score","x"]', /not a declared feature/],
    ['"hour~cos"', '"hour~tan"', /\/names are not those of \/schema/],
    ['"email@weekend"', '"zzz@weekend"', /\/arms are not sorted/],
    ['"cost":0.01', '"cost":-1', /\/arms\/0\/cost is -1/],
    ['"price":0.5', '"price":-0.5', /\/arms\/0\/price is -0.5/],
    ['"price":0.5,', '', /\/arms\/0\/price is not a finite number/],
    ['"groups":{"channel":"email","slot":"all"}', '"groups":7', /\/arms\/0\/groups is not an object/],
    ['"channel":"email"', '"channel":7', /\/arms\/0\/groups\/channel is not a text/],
    ['"channel":"email"', '"channel":"email","week":"1"', /not written in the one way/],
    ['"count":0', '"count":-1', /\/arms\/0\/count is not a count/],
    ['"rewardSum":0', '"rewardSum":"0"', /\/arms\/0\/rewardSum is not a finite number/],
    ['}]}', '}]', /not JSON/],
    [text, '[]', /the header is not an object/],
    [text, '', /not JSON/],
  ])('%s as %s', (from, to, message) => {
    expect(text).toContain(from);
    expectCorrupt(withHeader(text.replace(from, to)), message);
  });

  test('and so is one that is not UTF-8', () => {
    expectCorrupt(bytes.with(headerAt + 3, 0xff), /not JSON/);
  });
});

describe('numbers that no snapshot has are refused', () => {
  test.each([Number.NaN, Number.POSITIVE_INFINITY, -0])('%d', (value) => {
    expectCorrupt(withFloat(1, value), /not finite or is -0/);
  });

  test.each([-1, -Number.MIN_VALUE])('%d on the diagonal of a covariance', (value) => {
    expectCorrupt(withFloat(dimension, value), /arm email@weekend has a negative variance/);
    expectCorrupt(withFloat(armLength + dimension + 1 * dimension, value), /arm sms@weekend has a negative/);
  });

  test.each([Number.NaN, Number.NEGATIVE_INFINITY])('%d among the effects', (value) => {
    expectCorrupt(withFloat(2 * armLength, value), /not finite or is -0/);
  });
});

test('bytes of something else are refused', () => {
  expectCorrupt(new Uint8Array(0), /does not begin like a snapshot/);
  expectCorrupt(bytes.with(7, 0x31), /does not begin like a snapshot/);
  expectCorrupt(bytes.subarray(0, bytes.length - 8), /do not fit 2 arms and 4 effects of 6 features/);
});

test('a snapshot of before the list of protected attributes grew can be replayed, but no encoder is made of it', () => {
  const older = parseSnapshot(withHeader(text.replaceAll('score', 'races')));
  expect(older.names).toContain('races');
  expect(() => buildSnapshot({ ...input, schema: older.schema, arms: [], statistics: new Map() })).toThrow(
    expect.objectContaining({ code: 'config-invalid' }),
  );
});

test.each(['uniform', 'fixed-rules'] as const)(
  'a snapshot of %s holds what was counted and no beliefs',
  (strategy) => {
    const x = { names: ['(intercept)'], values: Float64Array.of(1) };
    const learned = foldCredits(EMPTY_STATISTICS, [{ kind: 'credit', x, reward: 0.5 }]);
    const statistics = new Map([['sms@weekend' as ActionId, learned]]);
    const snapshot = parseSnapshot(serializeSnapshot(buildSnapshot({ ...input, strategy, statistics })));
    expect(snapshot.effects).toEqual([]);
    expect(
      snapshot.arms.map(({ count, theta, covariance }) => [count, theta.length, covariance.length]),
    ).toEqual([
      [0, 0, 0],
      [1, 0, 0],
    ]);
  },
);

test('counts that decay made fractions come back as they are', () => {
  const x = { names: ['(intercept)'], values: Float64Array.of(1) };
  const learned = foldCredits(EMPTY_STATISTICS, [{ kind: 'credit', x, reward: 0.5 }]);
  const statistics = new Map([['sms@weekend' as ActionId, scaled(learned, 0.7)]]);
  const snapshot = parseSnapshot(serializeSnapshot(buildSnapshot({ ...input, statistics })));
  expect(snapshot.arms[1]).toMatchObject({ count: 0.7, rewardSum: 0.35 });
});
