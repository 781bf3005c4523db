import type { ParkedMessage, ParkingLot } from '../../app/ports/parking-lot.ts';
import { frozenCopy } from './frozen-copy.ts';

/** Parked messages in this process's memory. */
export function createMemoryParkingLot(): ParkingLot {
  const stored = new Map<string, ParkedMessage>();
  return {
    async park(message) {
      if (!stored.has(message.id)) stored.set(message.id, frozenCopy(message));
    },
    get: async (id) => stored.get(id),
    async *list() {
      yield* [...stored.values()].sort((a, b) => a.parkedAt - b.parkedAt || (a.id < b.id ? -1 : 1));
    },
    async remove(id) {
      stored.delete(id);
    },
  };
}
