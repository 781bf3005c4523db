import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type EncodedSet, encodeSet } from './data/encode-set.ts';
import { readClassificationSet } from './data/read-classification-set.ts';
import { writePrepared } from './data/write-prepared.ts';
import type { PeerTask, SetFile } from './task.ts';

export interface Prepared {
  readonly file: SetFile;
  readonly set: EncodedSet;
  /** Where it lies for the peers, and a digest of what lies there; absent when there are none. */
  readonly forPeers?: Pick<PeerTask, 'folder' | 'prepared'>;
}

/** Reads and encodes a set. @param seeds Orders to write for the peers; none when they don't play. */
export function prepareSet(file: SetFile, seeds: readonly number[]): Prepared {
  const read = readClassificationSet(file.path, file.label);
  const set = encodeSet(read);
  process.stderr.write(
    `${basename(file.path)}: ${set.rowCount} rows, ${set.classes.length} classes, ${set.names.length} features\n`,
  );
  if (seeds.length === 0) return { file, set };
  const folder = fileURLToPath(new URL(`../out/prepared/${file.digest}`, import.meta.url));
  writePrepared(read, set, seeds, folder);
  return { file, set, forPeers: { folder, prepared: digestOf(folder) } };
}

function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of ['encoded.npy', 'numbers.npy', 'texts.npy', 'labels.npy', 'order-1.npy']) {
    hash.update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
