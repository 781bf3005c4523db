import * as z from 'zod';
import type { Signed as SignedRequest } from '../../../cli/demo/api-client.ts';
import type { DemoService } from '../../../cli/demo/demo-service.ts';
import { toDecideRequest } from '../../../lambdas/decide/to-decide-request.ts';
import { makeExperiments, type Signed } from '../../../src/app/experiments.ts';
import { makeGuard } from '../../../src/app/guard.ts';
import { profileRequestSchema } from '../../../src/contracts/borrower-profile.ts';
import { decisionRequestSchema } from '../../../src/contracts/decision-request.ts';
import { decisionResponse } from '../../../src/contracts/decision-response.ts';
import { decisionView } from '../../../src/contracts/decision-view.ts';
import { dispatchResponse } from '../../../src/contracts/dispatch-response.ts';
import { experimentOf, experimentSettingsSchema } from '../../../src/contracts/experiment-settings.ts';
import { experimentStoryView, experimentViewSchema } from '../../../src/contracts/experiment-view.ts';
import { borrowerIdSchema } from '../../../src/contracts/identifiers.ts';
import { outcomeEventSchema } from '../../../src/contracts/outcomes.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import { type Instant, parseInstant } from '../../../src/core/time/instant.ts';
import { memoryService } from '../memory-service.ts';

/** The use cases on memory adapters behind what the demo talks to: no HTTP, no engines, no queues that run by themselves. */
export function memoryDemoService(configuration: Configuration): DemoService {
  const service = memoryService(configuration);
  const { ports } = service;
  const experiments = makeExperiments(service.deps);
  const guard = makeGuard(service.deps);
  let hasLearned = false;
  const settle = async (at: Instant): Promise<void> => {
    const { requested } = await service.mature(at);
    hasLearned ||= requested > 0;
    if (hasLearned) await service.learn(ports.credits.take(Number.POSITIVE_INFINITY));
  };
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
      propose: async (experiment, request) => {
        const signed = signedBy(request);
        const settings = z.parse(experimentSettingsSchema, experiment);
        await experiments.propose(experimentOf(settings, signed.at), signed);
      },
      approve: async (id, request) => {
        await experiments.approve(id, signedBy(request));
      },
      start: async (id, request) => {
        await experiments.start(id, signedBy(request));
      },
      readExperiment: async (id) =>
        z.parse(
          experimentViewSchema,
          JSON.parse(JSON.stringify(experimentStoryView(await experiments.show(id)))),
        ),
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
    settle,
    guard,
    learn: async (at) => {
      await settle(at);
      if (hasLearned) await service.publish(at);
    },
  };
}

function signedBy({ author, reason, at }: SignedRequest): Signed {
  return { at: parseInstant(at), by: { author, reason } };
}
