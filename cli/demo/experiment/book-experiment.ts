import { formatInstant, type Instant } from '../../../src/core/time/instant.ts';
import type { ApiClient } from '../api-client.ts';
import { EVENING_CALLS } from './evening-calls.ts';

/** One author proposes and starts, another one approves: what reaches so much of everybody takes two. */
export async function bookExperiment(api: ApiClient, experiment: object, now: Instant): Promise<void> {
  const at = formatInstant(now);
  await api.propose(experiment, { author: 'demo', reason: 'In the evening people are at home.', at });
  const approval = 'Complaints are watched, and too many of them stop it.';
  await api.approve(EVENING_CALLS, { author: 'demo-reviewer', reason: approval, at });
  await api.start(EVENING_CALLS, { author: 'demo', reason: 'It is approved.', at });
}
