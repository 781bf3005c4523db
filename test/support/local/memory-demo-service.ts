import * as z from 'zod';
import type { DemoService } from '../../../cli/demo/demo-service.ts';
import { toDecideRequest } from '../../../lambdas/decide/to-decide-request.ts';
import { profileRequestSchema } from '../../../src/contracts/borrower-profile.ts';
import { decisionRequestSchema } from '../../../src/contracts/decision-request.ts';
import { decisionResponse } from '../../../src/contracts/decision-response.ts';
import { decisionView } from '../../../src/contracts/decision-view.ts';
import { dispatchResponse } from '../../../src/contracts/dispatch-response.ts';
import { borrowerIdSchema } from '../../../src/contracts/identifiers.ts';
import { outcomeEventSchema } from '../../../src/contracts/outcomes.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import { parseInstant } from '../../../src/core/time/instant.ts';
import { memoryService } from '../memory-service.ts';

/** The use cases on memory adapters behind what the demo talks to: no HTTP, no engines, no queues that run by themselves. */
export function memoryDemoService(configuration: Configuration): DemoService {
  const service = memoryService(configuration);
  const { ports } = service;
  let hasLearned = false;
  return {
    ports,
    api: {
      putBorrower: async (id, facts) => {
        await service.profiles.put(z.parse(borrowerIdSchema, id), z.parse(profileRequestSchema, facts));
      },
      decide: async (key, body) => {
        const request = z.parse(decisionRequestSchema, body);
        if (request.at === undefined) throw new Error('a simulation tells the time');
        const { record, state } = await service.decide(toDecideRequest(request, key), request.at);
        return decisionResponse(record, state);
      },
      confirm: async (id, at) => dispatchResponse(await service.dispatch.confirm(id, parseInstant(at))),
      report: async (events, at) => {
        await service.accept(z.parse(z.array(outcomeEventSchema), events), parseInstant(at));
      },
      readDecision: async (id) => {
        const { record, state } = await service.readDecision(id);
        return decisionView(record, state, service.deps.configuration);
      },
    },
    enqueue: async (events) => await ports.outcomes.send(events),
    outcomesRecorded: async () => {
      for (const message of ports.outcomes.take(Number.POSITIVE_INFINITY)) {
        await service.record(message, message.occurredAt);
      }
    },
    publish: async (at) => {
      await service.publish(at);
    },
    learn: async (at) => {
      const { requested } = await service.mature(at);
      hasLearned ||= requested > 0;
      if (!hasLearned) return;
      await service.learn(ports.credits.take(Number.POSITIVE_INFINITY));
      await service.publish(at);
    },
  };
}
