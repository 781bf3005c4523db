import type { DiscardNote, ParkingLot, StillParked } from '../../app/ports/parking-lot.ts';
import { frozenCopy } from './frozen-copy.ts';

/** Parked messages, and notes of discarded ones, in this process's memory. */
export function createMemoryParkingLot(): ParkingLot {
  const stored = new Map<string, StillParked>();
  const notes = new Map<string, DiscardNote>();
  return {
    async park(message) {
      const { parkedAt, times } = stored.get(message.id) ?? { parkedAt: message.parkedAt, times: 0 };
      stored.set(message.id, frozenCopy({ ...message, parkedAt, times: times + 1 }));
    },
    get: async (id) => stored.get(id),
    async *list() {
      yield* [...stored.values()].sort((a, b) => a.parkedAt - b.parkedAt || (a.id < b.id ? -1 : 1));
    },
    async remove({ id, times }) {
      if ((stored.get(id)?.times ?? times) !== times) return 'moved';
      stored.delete(id);
      return 'removed';
    },
    async noteDiscard(note) {
      const key = `${note.id}#${note.parkedAt}`;
      if (!notes.has(key)) notes.set(key, frozenCopy(note));
    },
    async *discarded() {
      yield* [...notes.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    },
  };
}
