import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GRID } from '../configuration.ts';
import { contextOf } from '../grid-world.ts';

const ZONES = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'];
const AT_ONCE = 500;

/** One invented borrower of the grid: reachable on most channels, contacted lately now and then. */
function borrower(index: number): string {
  const consents = Object.fromEntries(
    GRID.channels.map(({ id }, channel) => [
      id,
      { status: (index + channel) % 7 === 0 ? 'refused' : 'granted' },
    ]),
  );
  return JSON.stringify({
    key: `k-${index}`,
    borrower: { id: `b-${index}` },
    profile: {
      timeZones: [ZONES[index % 4], ...(index % 10 === 0 ? [ZONES[(index + 1) % 4]] : [])],
      consents,
      holds: [],
      contacts:
        index % 5 === 0
          ? [
              {
                channel: 'email',
                kind: 'sent',
                start: '2026-03-01T15:00:00Z',
                end: '2026-03-01T15:00:00Z',
              },
            ]
          : [],
    },
    context: contextOf(index),
  });
}

/** Writes a file of so many invented borrowers, a few at a time. */
export async function makeBorrowers(path: string, count: number): Promise<void> {
  function* blocks() {
    for (let from = 0; from < count; from += AT_ONCE) {
      const size = Math.min(AT_ONCE, count - from);
      yield Array.from({ length: size }, (_, offset) => `${borrower(from + offset)}\n`).join('');
    }
  }
  await pipeline(Readable.from(blocks()), createWriteStream(path));
}
