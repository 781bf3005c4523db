import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { canonicalRule } from '../../../src/core/rules/packs/canonical-rule.ts';
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
  const digest = createHash('sha256').update(canonicalRule(rule)).digest('hex');
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
  expect(canonicalRule(reversed)).toBe(canonicalRule(rule));
  expect(canonicalRule({ ...rule, title: `${rule.title}!` })).not.toBe(canonicalRule(rule));
});
