import { createMemoryPorts, type MemoryPorts } from '../../src/adapters/memory/memory-ports.ts';
import { makeAcceptOutcomes } from '../../src/app/accept-outcomes.ts';
import { makeDecide } from '../../src/app/decide.ts';
import { makeDispatch } from '../../src/app/dispatch.ts';
import { makeLearn } from '../../src/app/learn.ts';
import { makeMature } from '../../src/app/mature.ts';
import { championSource } from '../../src/app/model-source.ts';
import { policyBookSource } from '../../src/app/policy-book-source.ts';
import { makeProfiles } from '../../src/app/profiles.ts';
import { makePublish } from '../../src/app/publish.ts';
import { makeRecordOutcome } from '../../src/app/record-outcome.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import { InvariantError } from '../../src/core/errors.ts';
import { propensityOf } from '../../src/core/policy/draw.ts';
import { type LiveState, readLiveState, writeLiveState } from './live-state.ts';
import { PURPOSE } from './replay-configuration.ts';
import type { ReplayService } from './replay-service.ts';

const ALL = Number.MAX_SAFE_INTEGER;

/** The use cases on memory ports, without a process, a queue or a network in between. */
export async function inProcessService(
  configuration: Configuration,
  saved?: LiveState,
): Promise<ReplayService> {
  let service = await startOn(configuration, saved);
  const welcoming = {
    timeZones: ['UTC'],
    consents: Object.fromEntries(
      configuration.channels.map(({ id }) => [id, { status: 'granted' as const }]),
    ),
    holds: [],
  };

  return {
    async welcome(borrower) {
      await service.profiles.put(borrower, welcoming);
    },
    async decide({ idempotencyKey, borrower, context, requireConfirm }, now) {
      const request = {
        idempotencyKey,
        borrower: { id: borrower },
        purpose: PURPOSE,
        context,
        exclude: [],
        requireConfirm,
      };
      const { record } = await service.decide(request, now);
      const { decisionId: id, verdict } = record;
      if (verdict.status === 'withheld' || verdict.contact === undefined) throw withheld();
      const { action, contact, distribution, explanation } = verdict;
      return {
        id,
        action,
        opensAt: contact.window.interval.start,
        exploration: explanation.exploration,
        propensityOf: (each) => propensityOf(distribution, each),
      };
    },
    async confirm(decision, now) {
      const { send } = await service.dispatch.confirm(decision, now);
      if (!send) throw withheld();
    },
    async giveUp(decision, now) {
      await service.dispatch.void(decision, 'not the logged action', now);
    },
    async tell(events, now) {
      await service.accept(events, now);
      for (const message of service.ports.outcomes.take(ALL)) await service.record(message, now);
    },
    async learn(now) {
      while ((await service.mature(now)).more);
      const { failures } = await service.learn(service.ports.credits.take(ALL));
      for (const failure of failures.values()) throw failure;
      // A replay keeps its own books; nobody writes a log of it.
      service.ports.log.takeBodies(ALL);
      const { champion } = await service.publish(now);
      return { credits: champion.credits, snapshot: champion.snapshot };
    },
    async compact() {
      const live = await readLiveState(service.ports, configuration.model);
      service = await startOn(configuration, live);
      return live;
    },
    close: async () => undefined,
  };
}

async function startOn(configuration: Configuration, saved: LiveState | undefined) {
  let tokens = 0;
  const ports: MemoryPorts = createMemoryPorts({ newToken: () => `token-${++tokens}` });
  if (saved !== undefined) await writeLiveState(ports, saved);
  const deps = {
    ...ports,
    configuration,
    models: championSource(ports, 0),
    books: policyBookSource(ports, 0),
    stopwatch: () => 0,
  };
  return {
    ports,
    profiles: makeProfiles(deps),
    decide: makeDecide(deps),
    dispatch: makeDispatch(deps),
    accept: makeAcceptOutcomes(deps),
    record: makeRecordOutcome(deps),
    mature: makeMature(deps),
    learn: makeLearn(deps),
    publish: makePublish(deps),
  };
}

function withheld(): InvariantError {
  return new InvariantError(
    'unreachable',
    'A replayed borrower can be contacted by every channel at any time.',
  );
}
