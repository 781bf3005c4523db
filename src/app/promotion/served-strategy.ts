import type { PolicyBook } from '../../core/experiment/policy-book.ts';
import { parseSnapshot } from '../../core/model/snapshot-codec.ts';
import type { ServedPolicy } from '../../core/policy/served-policy.ts';
import type { StrategyName } from '../../core/policy/strategy.ts';
import type { Dependencies } from '../dependencies.ts';

/** What is served to everybody who is in no experiment. */
export function servedToAll(book: PolicyBook | undefined): ServedPolicy {
  return book?.serving[0]?.policy ?? { kind: 'configured' };
}

/** The strategy that rows say decided, of what is served to everybody now; undefined when its snapshot is gone. */
export async function servedStrategy(
  { configuration, snapshots }: Pick<Dependencies, 'configuration' | 'snapshots'>,
  book: PolicyBook | undefined,
): Promise<StrategyName | undefined> {
  const policy = servedToAll(book);
  switch (policy.kind) {
    case 'configured': {
      const { mode, strategy } = configuration.learning;
      return mode === 'shadow' ? 'fixed-rules' : strategy;
    }
    case 'learned':
      return policy.strategy;
    case 'uniform':
      return 'uniform';
    case 'fixed-rules':
    case 'no-contact':
      return 'fixed-rules';
    case 'snapshot': {
      const bytes = await snapshots.get(policy.snapshot);
      return bytes === undefined ? undefined : parseSnapshot(bytes).strategy;
    }
  }
}
