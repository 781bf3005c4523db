import type { RunningService } from '../../local/service.ts';
import type { GuardReport } from '../../src/app/guard.ts';
import type { OutcomeMessage } from '../../src/app/ports/messages.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import type { Instant } from '../../src/core/time/instant.ts';
import { type ApiClient, apiClient } from './api-client.ts';

/** What the simulation needs of a service: its API, its queue and its schedules. */
export interface DemoService {
  readonly api: ApiClient;
  /** Puts events straight on the outcomes queue, as a feed of bulk files would. */
  enqueue(events: readonly OutcomeMessage[]): Promise<void>;
  /** Resolves when every event handed over so far is in the ledger. */
  outcomesRecorded(): Promise<void>;
  /**
   * Matures, learns and publishes as of `at`; resolves when decisions are served from what came out. Until there is a
   * first credit nothing is published: the approved fixed rules decide.
   */
  learn(at: Instant): Promise<void>;
  /** Matures and learns as of `at`; what is served stays as it is. */
  settle(at: Instant): Promise<void>;
  /** Judges the guardrails of running experiments as of `at`. */
  guard(at: Instant): Promise<GuardReport>;
  /** Publishes what has been learned, be it nothing. */
  publish(at: Instant): Promise<void>;
  /** What the service has stored, for the summary. */
  readonly ports: Ports;
}

/** A running service in simulation mode as the demo drives it. */
export function demoService(service: RunningService): DemoService {
  let hasLearned = false;
  const settle = async (at: Instant): Promise<void> => {
    const { requested } = await service.mature(at);
    hasLearned ||= requested > 0;
    if (hasLearned) await service.drained('credits');
  };
  return {
    api: apiClient(service.url),
    enqueue: async (events) => await service.ports.outcomes.send(events),
    outcomesRecorded: async () => await service.drained('outcomes'),
    ports: service.ports,
    publish: async (at) => {
      await service.publish(at);
    },
    settle,
    guard: async (at) => await service.guard(at),
    learn: async (at) => {
      await settle(at);
      if (hasLearned) await service.publish(at);
    },
  };
}
