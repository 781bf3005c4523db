import type { LogPart, LogPartKey, MaturedLog } from '../../app/ports/matured-log.ts';
import { nodeSha256 } from '../node-sha256.ts';

/** The matured log in this process's memory. Tags are made of the content, as some object stores make them. */
export function createMemoryMaturedLog(): MaturedLog {
  const stored = new Map<string, LogPart & { readonly key: LogPartKey }>();
  const nameOf = ({ day, shard }: LogPartKey) => `${day}/${String(shard).padStart(2, '0')}`;
  return {
    async read(key) {
      const part = stored.get(nameOf(key));
      return part === undefined ? undefined : { text: part.text, tag: part.tag };
    },
    async write(key, text, expected) {
      if (stored.get(nameOf(key))?.tag !== expected) return 'moved';
      stored.set(nameOf(key), { key, text, tag: Buffer.from(nodeSha256(text)).toString('hex') });
      return 'stored';
    },
    async *parts({ from, to } = {}) {
      for (const [, { key }] of [...stored].sort(([a], [b]) => (a < b ? -1 : 1))) {
        if ((from === undefined || key.day >= from) && (to === undefined || key.day <= to)) yield { ...key };
      }
    },
  };
}
