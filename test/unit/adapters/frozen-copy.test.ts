import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { frozenCopy } from '../../../src/adapters/memory/frozen-copy.ts';

describe('a frozen copy', () => {
  test.prop([fc.jsonValue()])(
    'equals the original, shares nothing with it and is frozen throughout',
    (value) => {
      const copy = frozenCopy(value);
      expect(copy).toStrictEqual(value);
      expectApart(copy, value);
    },
  );

  test('keeps a member named like the prototype a member', () => {
    const value = JSON.parse('{"__proto__": {"polluted": true}, "a": 1}');
    const copy = frozenCopy(value);
    expect(Object.keys(copy)).toStrictEqual(['__proto__', 'a']);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(copy.polluted).toBeUndefined();
  });
});

function expectApart(copy: unknown, original: unknown): void {
  if (typeof copy !== 'object' || copy === null) return;
  expect(copy).not.toBe(original);
  expect(Object.isFrozen(copy)).toBe(true);
  for (const [name, part] of Object.entries(copy)) {
    expectApart(part, (original as Record<string, unknown>)[name]);
  }
}
