import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { canonicalJson } from '../src/core/canonical-json.ts';
import { PACKS } from '../src/core/rules/packs/packs.ts';
import { rulePacksPage } from '../src/core/rules/packs/packs-page.ts';
import { ruleReference } from '../src/core/rules/rule.ts';

/**
 * Writes docs/rule-packs.md, and pins the content of every rule version that has no pin yet. A pin that is there stays:
 * test/golden/core-rules fails when its rule has changed.
 */
await writeFile(new URL('../docs/rule-packs.md', import.meta.url), rulePacksPage());

const pinsFile = new URL('../test/golden/core-rules/rule-digests.json', import.meta.url);
const pinned: Record<string, string> = JSON.parse(await readFile(pinsFile, 'utf8').catch(() => '{}'));
for (const rule of Object.values(PACKS).flat()) {
  pinned[ruleReference(rule)] ??= createHash('sha256').update(canonicalJson(rule)).digest('hex');
}
const inOrder = Object.fromEntries(Object.entries(pinned).sort(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(pinsFile, `${JSON.stringify(inOrder, null, 2)}\n`);
