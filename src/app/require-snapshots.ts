import { NotFoundError } from '../core/errors.ts';
import type { ServedPolicy } from '../core/policy/served-policy.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Passes when every snapshot that the policies name is there to be served.
 * @throws {NotFoundError} `snapshot-unknown`.
 */
export function makeRequireSnapshots({
  snapshots,
}: Pick<Dependencies, 'snapshots'>): (policies: readonly ServedPolicy[]) => Promise<void> {
  return async function requireSnapshots(policies) {
    for (const policy of policies) {
      if (policy.kind !== 'snapshot' || (await snapshots.get(policy.snapshot)) !== undefined) continue;
      throw new NotFoundError('snapshot-unknown', `The snapshot ${policy.snapshot} is not in the bucket.`);
    }
  };
}
