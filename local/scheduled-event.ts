import { randomUUID } from 'node:crypto';
import type { ScheduledEvent } from 'aws-lambda';
import { formatInstant, type Instant } from '../src/core/time/instant.ts';
import { ACCOUNT, REGION } from './loopback-clients.ts';

/** The event with which EventBridge starts a function on its schedule. */
export function scheduledEvent(at: Instant): ScheduledEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: ACCOUNT,
    time: formatInstant(at),
    region: REGION,
    resources: [],
    detail: {},
  };
}
