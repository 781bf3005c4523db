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
  /** This very snapshot, or `undefined` when it can't be read. */
  pinned(id: SnapshotId): Promise<ServedModel | undefined>;
}

/** Experiments pin few snapshots at a time. */
const MOST_PINNED = 8;

/**
 * The champion, read at most every `maxAgeMs` (0 = at each decision), with its snapshot checked against its address
 * and kept in memory.
 */
export function championSource(
  ports: Pick<Ports, 'champions' | 'snapshots' | 'sha256' | 'telemetry'>,
  maxAgeMs: number,
): ModelSource {
  const served = new Map<ModelId, { model: ServedModel; readAt: Instant }>();
  const pinned = new Map<SnapshotId, ServedModel>();

  async function read(model: ModelId, held: ServedModel | undefined): Promise<ServedModel | undefined> {
    const champion = await ports.champions.get(model);
    if (champion === undefined) return undefined;
    return champion.snapshot === held?.id ? held : ((await load(champion.snapshot)) ?? held);
  }

  async function load(id: SnapshotId): Promise<ServedModel | undefined> {
    const bytes = await ports.snapshots.get(id);
    if (bytes !== undefined && snapshotIdOf(bytes, ports.sha256) === id) {
      return { id, snapshot: parseSnapshot(bytes) };
    }
    ports.telemetry.warn('A snapshot is missing or not what its address says', { snapshot: id });
    return undefined;
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

    async pinned(id) {
      const known = pinned.get(id);
      if (known !== undefined) return known;
      try {
        const model = await load(id);
        if (model === undefined) return undefined;
        if (pinned.size === MOST_PINNED) pinned.clear();
        pinned.set(id, model);
        return model;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        ports.telemetry.warn('A pinned snapshot could not be read', { code: error.code, snapshot: id });
        return undefined;
      }
    },
  };
}

export function snapshotIdOf(bytes: Uint8Array, sha256: Ports['sha256']): SnapshotId {
  return `sha256:${hexadecimal(sha256(bytes))}` as SnapshotId;
}
