import type { ModelId, SnapshotId } from '../../core/identifiers.ts';
import type { Instant } from '../../core/time/instant.ts';

/** Immutable snapshots by content address. */
export interface SnapshotStore {
  /** Idempotent: the same id always has the same bytes. */
  put(id: SnapshotId, bytes: Uint8Array): Promise<void>;
  get(id: SnapshotId): Promise<Uint8Array | undefined>;
}

/** Who changed what is served or learned from, and why; in their own words. */
export interface Authorship {
  readonly author: string;
  readonly reason: string;
}

/** Which snapshot is served. */
export interface Champion {
  readonly model: ModelId;
  readonly snapshot: SnapshotId;
  readonly previous?: SnapshotId;
  readonly publishedAt: Instant;
  /** Credits folded into the snapshot. */
  readonly credits: number;
  /** Absent when the schedule published it. */
  readonly by?: Authorship;
  readonly version: number;
}

export interface ChampionStore {
  get(model: ModelId): Promise<Champion | undefined>;
  /** Stores the pointer if the stored version is `champion.version − 1` (0 = none). */
  put(champion: Champion): Promise<'stored' | 'moved'>;
}
