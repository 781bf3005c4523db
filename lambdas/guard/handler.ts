import type { Context, ScheduledEvent } from 'aws-lambda';
import { type GuardReport, makeGuard } from '../../src/app/guard.ts';
import { parseInstant } from '../../src/core/time/instant.ts';
import { queueChain } from '../_shared/queue-chain.ts';
import type { Runtime } from '../_shared/runtime.ts';

/** Started by the schedule: stops what breaches a guardrail or spends the harm budget. */
export function makeGuardHandler(
  runtime: Runtime,
): (event: ScheduledEvent, context: Context) => Promise<GuardReport> {
  const guard = makeGuard(runtime);
  return queueChain<ScheduledEvent, GuardReport>(runtime).handler(async ({ time }) => {
    const report = await guard(parseInstant(time));
    const { judged, stopped, paused } = report;
    runtime.logger.info('Guarded', { experiments: judged.length, stopped: stopped.length, paused });
    return report;
  });
}
