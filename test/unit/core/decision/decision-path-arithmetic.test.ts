import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const CORE = new URL('../../../../src/core/', import.meta.url);
const PATH = ['policy', 'decision', 'explain', 'reward', 'model', 'features', 'linear-algebra'];
const SOURCES = PATH.flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, CORE), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`),
);
/** What ECMAScript rounds or defines the same everywhere, and chance-free. */
const PORTABLE = new Set([
  'abs',
  'ceil',
  'floor',
  'imul',
  'max',
  'min',
  'round',
  'sign',
  'sqrt',
  'trunc',
  'fround',
]);

test('the decision path has files', () => {
  expect(SOURCES).toContain('policy/randucb.ts');
  expect(SOURCES).toContain('decision/choose-action.ts');
  expect(SOURCES.length).toBeGreaterThan(30);
});

test.each(SOURCES)('%s keeps to + − × ÷ √', (name) => {
  const code = readFileSync(new URL(name, CORE), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '');
  const called = [...code.matchAll(/\bMath\s*(?:\.|\[)\s*['"]?(\w+)/g)].map(([, method]) => method ?? '');
  expect(called.filter((method) => !PORTABLE.has(method))).toEqual([]);
  // Powers of two as constants are exact everywhere.
  expect(code).not.toMatch(/(?<!\b2 )\*\*/);
  expect(code).not.toMatch(/\bDate\.now|\bnew Date\(\)|\bcrypto\b|\bperformance\b/);
});
