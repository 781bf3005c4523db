import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { fieldProblems, pointerTo } from '../../../src/contracts/field-problems.ts';

function problems(schema: z.ZodType, input: unknown) {
  return fieldProblems(schema.safeParse(input).error?.issues ?? [], input);
}

describe('fieldProblems', () => {
  test.each([
    [z.strictObject({ a: z.string() }), {}, '/a', 'is missing', 'send a text'],
    [z.strictObject({ a: z.string() }), { a: null }, '/a', 'is null', 'send a text'],
    [z.strictObject({ a: z.number() }), { a: '7' }, '/a', 'is a text', 'send a finite number, not in quotes'],
    [z.strictObject({ a: z.int() }), { a: [] }, '/a', 'is a list', 'send a finite number, not in quotes'],
    [z.strictObject({ a: z.int() }), { a: 0.5 }, '/a', 'is a number', 'send a whole number, not in quotes'],
    [z.strictObject({ a: z.boolean() }), { a: {} }, '/a', 'is an object', 'send true or false'],
    [z.strictObject({ a: z.array(z.string()) }), { a: true }, '/a', 'is true or false', 'send a list'],
    [z.strictObject({}), 7, '', 'is a number', 'send an object'],
    [z.enum(['a', 'b']), 'c', '', 'is not one of the values allowed', 'use a or b'],
    [z.string().max(2), 'abc', '', 'is above the most allowed', 'send at most 2 characters'],
    [z.array(z.number()).min(1), [], '', 'is below the least allowed', 'send at least 1 items'],
    [z.number().positive(), 0, '', 'is below the least allowed', 'send more than 0'],
    [z.number().multipleOf(5), 7, '', 'is not a multiple', 'send a multiple of 5'],
    [z.string().regex(/^a$/, { error: 'send an a' }), 'b', '', 'is not written as it must be', 'send an a'],
    [z.string().refine(() => false, { error: 'never' }), 'b', '', 'is not allowed here', 'never'],
    [
      z.record(z.string().max(1), z.number()),
      { long: 1 },
      '/long',
      'has a name that is not allowed',
      /1 char/,
    ],
    [
      z.union([z.number(), z.string()], { error: 'a number or a text' }),
      [],
      '',
      'is a list',
      'send a number or a text',
    ],
  ])('case %#', (schema, input, pointer, problem, fix) => {
    const [first, ...rest] = problems(schema, input);
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ pointer, problem });
    expect(first?.fix).toMatch(fix);
  });

  test('names each unknown member by itself', () => {
    expect(problems(z.strictObject({ a: z.strictObject({}) }), { a: { x: 1, 'y/~': 2 } })).toMatchObject([
      { pointer: '/a/x' },
      { pointer: '/a/y~1~0' },
    ]);
  });

  test('never repeats a value, cuts names, lists at most 50', () => {
    const input = Object.fromEntries(
      Array.from({ length: 80 }, (_, index) => [`${index}-${'n'.repeat(500)}`, 'secret']),
    );
    const listed = problems(z.record(z.string(), z.number()), input);
    expect(listed).toHaveLength(50);
    expect(JSON.stringify(listed)).not.toContain('secret');
    for (const { pointer } of listed) expect(pointer.length).toBeLessThanOrEqual(66);
  });
});

test('pointers follow RFC 6901', () => {
  expect(pointerTo([])).toBe('');
  expect(pointerTo(['a', 0, '~/'])).toBe('/a/0/~0~1');
});
