import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../src/core/canonical-json.ts';
import { PACKS } from '../../../src/core/rules/packs/packs.ts';
import { ruleReference } from '../../../src/core/rules/rule.ts';

const pins: Readonly<Record<string, string>> = JSON.parse(
  await readFile(new URL('rule-digests.json', import.meta.url), 'utf8'),
);

/** A past decision cites `id@version`: what that said must stay what it says. */
test.each(
  Object.values(PACKS)
    .flat()
    .map((rule) => [ruleReference(rule), rule] as const),
)('%s is what it was', (reference, rule) => {
  const digest = createHash('sha256').update(canonicalJson(rule)).digest('hex');
  expect(
    pins[reference],
    `${reference} has no pin: run "node scripts/rule-packs-page.ts" and commit what it adds.`,
  ).toBeDefined();
  expect(
    digest,
    `${reference} has another content than was published: put the old content back, or raise its version to ${rule.version + 1} and run "node scripts/rule-packs-page.ts".`,
  ).toBe(pins[reference]);
});

test('the digest tells contents apart, and not the order of their names', () => {
  const [rule] = PACKS.house;
  if (rule === undefined) throw new Error('The house pack is empty.');
  const reversed = Object.fromEntries(Object.entries(rule).reverse()) as unknown as typeof rule;
  expect(canonicalJson(reversed)).toBe(canonicalJson(rule));
  expect(canonicalJson({ ...rule, title: `${rule.title}!` })).not.toBe(canonicalJson(rule));
});
