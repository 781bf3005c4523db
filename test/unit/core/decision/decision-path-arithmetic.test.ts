import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const CORE = new URL('../../../../src/core/', import.meta.url);
/** What a decision runs through, and what makes the snapshot that it reads: same facts, same bytes. */
const PATH = ['policy', 'decision', 'explain', 'reward', 'model', 'pooling', 'features', 'linear-algebra'];
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
  'LN2',
  'SQRT1_2',
  'SQRT2',
]);

test.each([
  'decision/choose-action.ts',
  'decision/choose-watched.ts',
  'decision/score-policy.ts',
  'model/decay.ts',
  'model/learn-arms.ts',
  'model/score-arms.ts',
  'linear-algebra/packed-inverse.ts',
  'linear-algebra/sparse-square.ts',
  'policy/apportion.ts',
  'policy/arg-max.ts',
  'policy/exploration.ts',
  'policy/explore.ts',
  'policy/floor.ts',
  'policy/inverse-gap.ts',
  'policy/randucb.ts',
  'pooling/explained-parts.ts',
  'pooling/pooled-posterior.ts',
])('%s is looked at', (name) => {
  expect(SOURCES).toContain(name);
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
