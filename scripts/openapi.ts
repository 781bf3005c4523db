import { writeFile } from 'node:fs/promises';
import { openApiDocument } from '../src/contracts/openapi.ts';
import { problemsPage } from '../src/contracts/problems-page.ts';

/** Writes the pages that are generated from the contracts; test/unit/contracts fails while they are stale. */
const docs = new URL('../docs/', import.meta.url);
await writeFile(new URL('openapi.json', docs), `${JSON.stringify(openApiDocument(), null, 2)}\n`);
await writeFile(new URL('problems.md', docs), problemsPage());
