import { NotFoundError } from '../core/errors.ts';
import type { ModelId } from '../core/identifiers.ts';
import type { Snapshot } from '../core/model/snapshot.ts';
import { parseSnapshot } from '../core/model/snapshot-codec.ts';
import type { Dependencies } from './dependencies.ts';
import type { Champion } from './ports/model-store.ts';

export type ReadModel = (id: ModelId) => Promise<{ champion: Champion; snapshot: Snapshot }>;

/** The served snapshot of a model. @throws {NotFoundError} `model-unknown` before its first publication. */
export function makeReadModel({
  champions,
  snapshots,
}: Pick<Dependencies, 'champions' | 'snapshots'>): ReadModel {
  return async function readModel(id) {
    const champion = await champions.get(id);
    if (champion === undefined) {
      throw new NotFoundError(
        'model-unknown',
        `Nothing was published under the model id ${id} yet; the schedule publishes it.`,
      );
    }
    const bytes = await snapshots.get(champion.snapshot);
    if (bytes === undefined) {
      throw new NotFoundError(
        'snapshot-unknown',
        `The snapshot ${champion.snapshot} is not in the bucket any more.`,
      );
    }
    return { champion, snapshot: parseSnapshot(bytes) };
  };
}
