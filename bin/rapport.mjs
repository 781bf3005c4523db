#!/usr/bin/env node
// The `rapport` command: hands over to bin/rapport.ts on the pinned Node, which runs TypeScript as it is.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
process.argv.splice(2, 0, 'node', '--disable-warning=ExperimentalWarning', join(here, 'rapport.ts'));
await import('../scripts/run.mjs');
