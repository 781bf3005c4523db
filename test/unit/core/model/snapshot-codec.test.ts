import { describe, expect, test } from 'vitest';
import type { FeatureSchema } from '../../../../src/core/features/feature-schema.ts';
import type { ActionId, ModelId } from '../../../../src/core/identifiers.ts';
import { buildSnapshot } from '../../../../src/core/model/build-snapshot.ts';
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
const bytes = serializeSnapshot(
  buildSnapshot({
    model: 'outreach' as ModelId,
    schema,
    ridge: 2,
    exploration: { beta: 3, epsilon: 0.05 },
    arms: [
      { action: 'email@weekend' as ActionId, cost: 0.01 },
      { action: 'sms@weekend' as ActionId, cost: 0.02 },
    ],
    statistics: new Map(),
  }),
);
const view = new DataView(bytes.buffer);
const headerAt = 12;
const floatsAt = headerAt + view.getUint32(8, true);
const text = new TextDecoder().decode(bytes.subarray(headerAt, floatsAt));

/** The snapshot with another header text, its length told truly. */
function withHeader(header: string): Uint8Array {
  const encoded = new TextEncoder().encode(header);
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
  expect(new TextDecoder().decode(bytes.subarray(0, 8))).toBe('RAPPORT1');
  expect(floatsAt % 8).toBe(0);
  expect(JSON.parse(text)).toMatchObject({ format: 1, model: 'outreach', ridge: 2, schema });
});

describe('a header that says something else than a snapshot is refused', () => {
  test.each<[string, string, RegExp]>([
    ['"format":1', '"format":2', /\/format is unknown/],
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
    ['"count":0', '"count":-1', /\/arms\/0\/count is not a count/],
    ['"count":0', '"count":0.5', /\/arms\/0\/count is not a count/],
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

  test.each([0, -1])('%d on the diagonal of an inverse factor', (value) => {
    expectCorrupt(withFloat(6, value), /arm email@weekend has no width/);
  });
});

test('bytes of something else are refused', () => {
  expectCorrupt(new Uint8Array(0), /does not begin like a snapshot/);
  expectCorrupt(bytes.with(7, 0x32), /does not begin like a snapshot/);
  expectCorrupt(bytes.subarray(0, bytes.length - 8), /do not fit 2 arms of 6 features/);
});

test('a snapshot of before the list of protected attributes grew can be replayed, but no encoder is made of it', () => {
  const older = parseSnapshot(withHeader(text.replaceAll('score', 'races')));
  expect(older.names).toContain('races');
  expect(() => buildSnapshot({ ...older, arms: [], statistics: new Map() })).toThrow(
    expect.objectContaining({ code: 'config-invalid' }),
  );
});
