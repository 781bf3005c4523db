import type { Context, ScheduledEvent } from 'aws-lambda';
import { makeEraseBorrower } from '../../src/app/erase-borrower.ts';
import { parseInstant } from '../../src/core/time/instant.ts';
import { queueChain } from '../_shared/queue-chain.ts';
import type { Runtime } from '../_shared/runtime.ts';

export interface AdvanceReport {
  /** Erasures that are still not complete. */
  readonly open: number;
}

/** Started by the schedule: goes on with every erasure that is not complete. */
export function makeAdvanceErasuresHandler(
  runtime: Runtime,
): (event: ScheduledEvent, context: Context) => Promise<AdvanceReport> {
  const erasure = makeEraseBorrower(runtime);
  return queueChain<ScheduledEvent, AdvanceReport>(runtime).handler(async ({ time }) => {
    const open = await erasure.advanceAll(parseInstant(time));
    if (open > 0) runtime.logger.info('Erasures under way', { open });
    return { open };
  });
}
