import type { Context, ScheduledEvent } from 'aws-lambda';
import { makePublish, type Publication } from '../../src/app/publish.ts';
import { parseInstant } from '../../src/core/time/instant.ts';
import { queueChain } from '../_shared/queue-chain.ts';
import type { Runtime } from '../_shared/runtime.ts';

/** Started by the schedule: builds a snapshot from the statistics and makes it the champion. */
export function makePublishHandler(
  runtime: Runtime,
): (event: ScheduledEvent, context: Context) => Promise<Publication> {
  const publish = makePublish(runtime);
  return queueChain<ScheduledEvent, Publication>(runtime).handler(async ({ time }) => {
    const publication = await publish(parseInstant(time));
    const { changed, champion } = publication;
    runtime.logger.info('Published', { changed, snapshot: champion.snapshot, credits: champion.credits });
    return publication;
  });
}
