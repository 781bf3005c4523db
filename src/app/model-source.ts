import { AppError } from '../core/errors.ts';
import type { ModelId, SnapshotId } from '../core/identifiers.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { parseSnapshot } from '../core/model/snapshot-codec.ts';
import type { Instant } from '../core/time/instant.ts';
import { hexadecimal } from './hexadecimal.ts';
import type { Ports } from './ports/ports.ts';

export interface ServedModel {
  readonly id: SnapshotId;
  readonly snapshot: Snapshot;
}

/** Where decisions get their model from. Never throws: a model that can't be read is the fallback's case (invariant 9). */
export interface ModelSource {
  /** The champion, else the last good snapshot, else `undefined`. */
  current(model: ModelId, now: Instant): Promise<ServedModel | undefined>;
}

/**
 * The champion, read at most every `maxAgeMs` (0 = at each decision), with its snapshot checked against its address
 * and kept in memory.
 */
export function championSource(
  ports: Pick<Ports, 'champions' | 'snapshots' | 'sha256' | 'telemetry'>,
  maxAgeMs: number,
): ModelSource {
  const served = new Map<ModelId, { model: ServedModel; readAt: Instant }>();

  async function read(model: ModelId, held: ServedModel | undefined): Promise<ServedModel | undefined> {
    const champion = await ports.champions.get(model);
    if (champion === undefined) return undefined;
    if (champion.snapshot === held?.id) return held;
    const bytes = await ports.snapshots.get(champion.snapshot);
    if (bytes === undefined || snapshotIdOf(bytes, ports.sha256) !== champion.snapshot) {
      ports.telemetry.warn('The champion snapshot is missing or not what its address says', {
        snapshot: champion.snapshot,
      });
      return held;
    }
    return { id: champion.snapshot, snapshot: parseSnapshot(bytes) };
  }

  return {
    async current(model, now) {
      const held = served.get(model);
      if (held !== undefined && Math.abs(now - held.readAt) < maxAgeMs) return held.model;
      try {
        const fresh = await read(model, held?.model);
        if (fresh !== undefined) served.set(model, { model: fresh, readAt: now });
        return fresh ?? held?.model;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        ports.telemetry.warn('The champion could not be read', {
          code: error.code,
          lastGood: held !== undefined,
        });
        return held?.model;
      }
    },
  };
}

export function snapshotIdOf(bytes: Uint8Array, sha256: Ports['sha256']): SnapshotId {
  return `sha256:${hexadecimal(sha256(bytes))}` as SnapshotId;
}
