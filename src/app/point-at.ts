import type { ModelId, SnapshotId } from '../core/identifiers.ts';
import type { Instant } from '../core/time/instant.ts';
import { contend } from './contend.ts';
import type { Dependencies } from './dependencies.ts';
import type { Authorship, Champion } from './ports/model-store.ts';

export interface Publication {
  readonly champion: Champion;
  /** False when the statistics and the configuration make the very snapshot that is served already. */
  readonly changed: boolean;
}

/** Makes the snapshot what is served under the name. @throws {UnavailableError} `contention`. */
export type PointAt = (
  name: ModelId,
  snapshot: SnapshotId,
  bytes: Uint8Array,
  credits: number,
  now: Instant,
  by?: Authorship,
) => Promise<Publication>;

export function makePointAt({
  champions,
  snapshots,
  telemetry,
}: Pick<Dependencies, 'champions' | 'snapshots' | 'telemetry'>): PointAt {
  return async (model, snapshot, bytes, credits, now, by) =>
    await contend('Publishing a snapshot', async () => {
      const current = await champions.get(model);
      if (current?.snapshot === snapshot) return { champion: current, changed: false };
      await snapshots.put(snapshot, bytes);
      const champion: Champion = {
        model,
        snapshot,
        ...(current === undefined ? {} : { previous: current.snapshot }),
        publishedAt: now,
        credits,
        ...(by === undefined ? {} : { by }),
        version: (current?.version ?? 0) + 1,
      };
      if ((await champions.put(champion)) === 'moved') return 'moved';
      telemetry.count('SnapshotsPublished');
      return { champion, changed: true };
    });
}
