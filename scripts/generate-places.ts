import { writeFile } from 'node:fs/promises';
import { placeFiles } from './places/place-files.ts';

/** Writes src/core/places/*-data.ts from the packages pinned in package.json; a test fails while they are stale. */
for (const [name, text] of placeFiles()) {
  await writeFile(new URL(`../src/core/places/${name}`, import.meta.url), text);
}
