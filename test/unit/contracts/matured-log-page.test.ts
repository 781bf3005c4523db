import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { maturedRowSchema } from '../../../src/contracts/matured-row.ts';

test('the page about the matured log has the fields of the schema, each with its description', async () => {
  const page = await readFile(new URL('../../../docs/matured-log.md', import.meta.url), 'utf8');
  const rows = Object.entries(maturedRowSchema.shape).map(
    ([name, field]) => `| \`${name}\` | ${field.meta()?.description ?? expect.unreachable()} |`,
  );
  expect(page.match(/^\| `.*$/gm)).toEqual(rows);
});
