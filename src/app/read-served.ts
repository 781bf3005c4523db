import type { ModelId } from '../core/identifiers.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { parseSnapshot } from '../core/model/snapshot-codec.ts';
import type { Dependencies } from './dependencies.ts';
import type { Champion } from './ports/model-store.ts';

export interface Served {
  readonly champion: Champion;
  readonly snapshot: Snapshot;
}

/** The champion with its snapshot; `undefined` before the first publication and when its snapshot is gone. */
export function makeReadServed({
  champions,
  snapshots,
}: Pick<Dependencies, 'champions' | 'snapshots'>): (model: ModelId) => Promise<Served | undefined> {
  return async function readServed(model) {
    const champion = await champions.get(model);
    const bytes = champion === undefined ? undefined : await snapshots.get(champion.snapshot);
    return champion === undefined || bytes === undefined
      ? undefined
      : { champion, snapshot: parseSnapshot(bytes) };
  };
}
