import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { Engine } from './engine.ts';
import { listen } from './listen.ts';

const dynalite: (options: object) => Server = createRequire(import.meta.url)('dynalite');

/** DynamoDB as dynalite plays it, in this process and in memory. */
export async function startDynalite(): Promise<Engine> {
  return await listen(dynalite({ createTableMs: 0, deleteTableMs: 0 }));
}
