import { nodeSha256 } from '../../src/adapters/node-sha256.ts';
import { challengerName, modelledPoliciesOf } from '../../src/app/challenger.ts';
import { snapshotIdOf } from '../../src/app/model-source.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import { canonicalJson } from '../../src/core/canonical-json.ts';
import { NotFoundError } from '../../src/core/errors.ts';
import type { ModelId, SnapshotId } from '../../src/core/identifiers.ts';
import type { StoredModel, WorkerSettings } from './batch-worker.ts';

/**
 * What is served to whom now, with every model that it needs.
 * @throws {NotFoundError} `snapshot-unknown` when a model that is pointed to is not in the bucket.
 */
export async function readServedPolicies(
  { champions, snapshots, policyBooks }: Pick<Ports, 'champions' | 'snapshots' | 'policyBooks'>,
  model: ModelId,
): Promise<Pick<WorkerSettings, 'model' | 'book' | 'models'>> {
  const champion = await pointedAt(model);
  const book = await policyBooks.get(model);
  const models = new Map<string, StoredModel>();
  for (const policy of modelledPoliciesOf(book)) {
    const found =
      policy.kind === 'snapshot'
        ? await load(policy.snapshot)
        : await pointedAt(challengerName(model, policy, nodeSha256));
    if (found !== undefined) models.set(canonicalJson(policy), found);
  }
  return {
    ...(champion === undefined ? {} : { model: champion }),
    ...(book === undefined ? {} : { book, models }),
  };

  async function pointedAt(name: ModelId): Promise<StoredModel | undefined> {
    const pointer = await champions.get(name);
    return pointer === undefined ? undefined : await load(pointer.snapshot);
  }

  async function load(id: SnapshotId): Promise<StoredModel> {
    const bytes = await snapshots.get(id);
    if (bytes === undefined || snapshotIdOf(bytes, nodeSha256) !== id) {
      throw new NotFoundError('snapshot-unknown', `The snapshot ${id} is not in the bucket any more.`);
    }
    return { id, bytes };
  }
}
