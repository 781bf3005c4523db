import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { SnapshotStore } from '../../src/app/ports/model-store.ts';
import { snapshotIdOf } from '../support/builders/identifiers.ts';

/** What every snapshot store does; `fresh` gives an empty one. */
export function snapshotStoreContract(fresh: () => Promise<SnapshotStore>): void {
  describe('snapshot store', () => {
    test('bytes are read back as they were stored, at once, from none to megabytes', async () => {
      const snapshots = await fresh();
      for (const size of [0, 1, 1_000, 3_000_000]) {
        const bytes = Uint8Array.from(randomBytes(size));
        await snapshots.put(snapshotIdOf(bytes), bytes);
        const stored = await snapshots.get(snapshotIdOf(bytes));
        expect(stored).toBeInstanceOf(Uint8Array);
        expect(Buffer.compare(stored ?? Uint8Array.of(0), bytes)).toBe(0);
      }
    });

    test('an unknown id has no bytes', async () => {
      const snapshots = await fresh();
      expect(await snapshots.get(snapshotIdOf(Uint8Array.of(7)))).toBeUndefined();
    });

    test('storing the same again changes nothing', async () => {
      const snapshots = await fresh();
      const bytes = Uint8Array.of(1, 2, 3);
      await snapshots.put(snapshotIdOf(bytes), bytes);
      await snapshots.put(snapshotIdOf(bytes), bytes);
      expect(await snapshots.get(snapshotIdOf(bytes))).toStrictEqual(bytes);
    });

    test('changing what was given or taken changes nothing that is stored', async () => {
      const snapshots = await fresh();
      const id = snapshotIdOf(Uint8Array.of(1, 2, 3));
      const given = Uint8Array.of(1, 2, 3);
      await snapshots.put(id, given);
      given.fill(9);
      (await snapshots.get(id))?.fill(9);
      expect(await snapshots.get(id)).toStrictEqual(Uint8Array.of(1, 2, 3));
    });
  });
}
