import { createMemoryPorts, type MemoryPorts } from '../../src/adapters/memory/memory-ports.ts';
import { makeAcceptOutcomes } from '../../src/app/accept-outcomes.ts';
import { makeDecide } from '../../src/app/decide.ts';
import type { DecideRequest } from '../../src/app/decide-request.ts';
import { makeDispatch } from '../../src/app/dispatch.ts';
import { makeEraseBorrower } from '../../src/app/erase-borrower.ts';
import { makeLearn } from '../../src/app/learn.ts';
import { makeMature } from '../../src/app/mature.ts';
import { championSource } from '../../src/app/model-source.ts';
import { policyBookSource } from '../../src/app/policy-book-source.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import { makeProfiles } from '../../src/app/profiles.ts';
import { makePublish } from '../../src/app/publish.ts';
import { makeReadDecision } from '../../src/app/read-decision.ts';
import { makeRebuildLog } from '../../src/app/rebuild-log.ts';
import { makeRecordOutcome } from '../../src/app/record-outcome.ts';
import { makeVerify } from '../../src/app/verify.ts';
import { makeVerifyLog } from '../../src/app/verify-log.ts';
import { makeWriteLog } from '../../src/app/write-log.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import type { BorrowerId, DecisionId, EventId } from '../../src/core/identifiers.ts';
import { DAY_MS, instant, parseInstant, plusMs } from '../../src/core/time/instant.ts';
import { SMALL_CONFIGURATION } from './small-configuration.ts';

/** A Wednesday, 07:00 in New York. */
export const WEDNESDAY = parseInstant('2026-03-04T12:00:00Z');

/** All use cases on the given ports. */
export function useCases(ports: Ports, configuration: Configuration = SMALL_CONFIGURATION) {
  const deps = {
    ...ports,
    configuration,
    models: championSource(ports, 0),
    books: policyBookSource(ports, 0),
    stopwatch: () => 0,
  };
  return {
    deps,
    decide: makeDecide(deps),
    dispatch: makeDispatch(deps),
    accept: makeAcceptOutcomes(deps),
    record: makeRecordOutcome(deps),
    mature: makeMature(deps),
    learn: makeLearn(deps),
    publish: makePublish(deps),
    profiles: makeProfiles(deps),
    readDecision: makeReadDecision(deps),
    verify: makeVerify(deps),
    erasure: makeEraseBorrower(deps),
    writeLog: makeWriteLog(deps),
    verifyLog: makeVerifyLog(deps),
    rebuildLog: makeRebuildLog(deps),
  };
}

export function memoryService(configuration: Configuration = SMALL_CONFIGURATION) {
  let tokens = 0;
  const ports: MemoryPorts = createMemoryPorts({ newToken: () => `token-${++tokens}` });
  return { ports, ...useCases(ports, configuration) };
}

/** Publishes a model that has learned from one decision, made and credited a month before {@link WEDNESDAY}. */
export async function publishFirstModel(service: ReturnType<typeof memoryService>): Promise<void> {
  const before = plusMs(WEDNESDAY, -28 * DAY_MS);
  const id = 'first-borrower' as BorrowerId;
  await service.profiles.put(id, REACHABLE);
  await service.decide(decideRequest('first-decision', { borrower: { id } }), before);
  await service.mature(plusMs(before, 20 * DAY_MS));
  await service.learn(service.ports.credits.take(1));
  await service.publish(plusMs(before, 21 * DAY_MS));
}

export function decideRequest(key: string, changes: Partial<DecideRequest> = {}): DecideRequest {
  return {
    idempotencyKey: key,
    borrower: { id: 'b-1' as BorrowerId },
    purpose: 'servicing',
    context: { daysPastDue: 12, lastOpenedChannel: 'email' },
    exclude: [],
    requireConfirm: false,
    ...changes,
  };
}

/** Facts under which every contact of the small configuration is lawful. */
export const REACHABLE = {
  timeZones: ['America/New_York'],
  jurisdictions: ['US-OH'],
  consents: { email: { status: 'granted' }, call: { status: 'granted' } },
  holds: [],
} as const;

export function outcome(
  decisionId: DecisionId,
  eventId: string,
  type: string,
  afterMs: number,
  from: number = WEDNESDAY,
) {
  return { eventId: eventId as EventId, decisionId, type, occurredAt: instant(from + afterMs) };
}
