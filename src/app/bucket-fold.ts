import { type CreditChange, EMPTY_STATISTICS, foldCredits } from '../core/model/fold.ts';
import type { Statistics } from '../core/model/statistics.ts';

/** Credits of one bucket that are held before they are folded together. */
const AT_ONCE = 500;

/** Folds credits bucket by bucket, a few at a time, so that a ledger of any size takes memory for its buckets alone. */
export function bucketFold() {
  const folded = new Map<string, Statistics>();
  const pending = new Map<string, CreditChange[]>();
  const flush = (bucket: string) => {
    folded.set(bucket, foldCredits(folded.get(bucket) ?? EMPTY_STATISTICS, pending.get(bucket) ?? []));
    pending.delete(bucket);
  };
  return {
    add(bucket: string, change: CreditChange): void {
      const changes = pending.get(bucket) ?? [];
      changes.push(change);
      pending.set(bucket, changes);
      if (changes.length === AT_ONCE) flush(bucket);
    },
    finish(): ReadonlyMap<string, Statistics> {
      for (const bucket of [...pending.keys()]) flush(bucket);
      return folded;
    },
  };
}
