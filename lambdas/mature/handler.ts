import type { Context, ScheduledEvent } from 'aws-lambda';
import { type MatureReport, makeMature } from '../../src/app/mature.ts';
import { parseInstant } from '../../src/core/time/instant.ts';
import { queueChain } from '../_shared/queue-chain.ts';
import type { Runtime } from '../_shared/runtime.ts';

/** Left for the last round when the time for another is short, in milliseconds. */
const ROUND_MS = 10_000;

/** Started by the schedule: works through what is due at the schedule's own time, round by round. */
export function makeMatureHandler(
  runtime: Runtime,
): (event: ScheduledEvent, context: Context) => Promise<MatureReport> {
  const mature = makeMature(runtime);

  return queueChain<ScheduledEvent, MatureReport>(runtime).handler(async ({ time }, context) => {
    const now = parseInstant(time);
    let total: MatureReport = { requested: 0, voided: 0, more: false };
    let moved: number;
    do {
      const round = await mature(now);
      moved = round.requested + round.voided;
      total = {
        requested: total.requested + round.requested,
        voided: total.voided + round.voided,
        more: round.more,
      };
      // The index may lag behind the writes; a round that moves nothing is left to the next schedule.
    } while (total.more && moved > 0 && context.getRemainingTimeInMillis() > ROUND_MS);
    runtime.logger.info('Matured', { ...total });
    return total;
  });
}
