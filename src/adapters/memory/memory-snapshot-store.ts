import type { SnapshotStore } from '../../app/ports/model-store.ts';
import type { SnapshotId } from '../../core/identifiers.ts';

/** Snapshots in this process's memory; the first bytes under an id stay. */
export function createMemorySnapshotStore(): SnapshotStore {
  const stored = new Map<SnapshotId, Uint8Array>();
  return {
    async put(id, bytes) {
      if (!stored.has(id)) stored.set(id, Uint8Array.from(bytes));
    },
    async get(id) {
      const bytes = stored.get(id);
      return bytes === undefined ? undefined : Uint8Array.from(bytes);
    },
  };
}
