import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../../../src/core/errors.ts';
import type { BookedExperiment } from '../../../src/core/experiment/policy-book.ts';
import type { BorrowerId, EventId, ExperimentId, ModelId } from '../../../src/core/identifiers.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { CONTROL, TRIED } from '../../support/builders/exposures.ts';
import { aBookedExperiment, anExperiment, aPolicyBook } from '../../support/builders/policy-books.ts';
import { collect } from '../../support/collect.ts';
import {
  decideRequest,
  memoryService,
  outcome,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const BORROWER = 'b-1' as BorrowerId;
const LATER = plusMs(WEDNESDAY, 6 * DAY_MS);
const TRIAL = 'trial' as ExperimentId;

/** An experiment for everybody, whose guardrail watches wrong parties. */
function trial(overrides: Partial<BookedExperiment> = {}): BookedExperiment {
  return aBookedExperiment({
    experiment: anExperiment({
      id: TRIAL,
      population: { where: [] },
      ramp: [{ from: WEDNESDAY, share: 1 }],
      guardrails: [{ id: 'w', kind: 'harm', events: ['wrong-party'], mostTimesControl: 1.5, level: 0.05 }],
    }),
    startedAt: WEDNESDAY,
    ...overrides,
  });
}

async function inTrial(overrides: Partial<BookedExperiment> = {}, configuration = SMALL_CONFIGURATION) {
  const service = memoryService(configuration);
  const model = 'small' as ModelId;
  await service.ports.policyBooks.put(aPolicyBook(1, { model, experiments: [trial(overrides)] }));
  await service.profiles.put(BORROWER, REACHABLE);
  const { record, state } = await service.decide(decideRequest('k', { exclude: ['no-contact'] }), WEDNESDAY);
  const sentAt = (state?.sentAt ?? 0) - WEDNESDAY;
  return {
    service,
    decisionId: record.decisionId,
    event: (id: string, type: string, after = HOUR_MS) =>
      outcome(record.decisionId, id, type, sentAt + after),
    account: (id: string, type: string, occurredAt = plusMs(WEDNESDAY, HOUR_MS)) => ({
      eventId: id as EventId,
      borrowerId: BORROWER,
      type,
      occurredAt,
    }),
    harms: async () => (await collect(service.ports.exposures.list(TRIAL))).flatMap(({ harms }) => harms),
  };
}

describe('an event that a guardrail watches', () => {
  it('is noted of its borrower with its decision or without one, once however often it comes', async () => {
    const { service, decisionId, event, account, harms } = await inTrial();
    const [exposure] = await collect(service.ports.exposures.list(TRIAL));
    expect([CONTROL, TRIED]).toContain(exposure?.decisions[0]?.variant);
    for (const each of [event('e-1', 'wrong-party'), account('a-1', 'wrong-party')]) {
      await service.record(each, LATER);
      await service.record(each, LATER);
    }
    expect(await harms()).toEqual(
      expect.arrayContaining([
        { id: 'e-1', type: 'wrong-party', decisionId },
        { id: 'a-1', type: 'wrong-party' },
      ]),
    );
    expect(await harms()).toHaveLength(2);
  });

  it('is none of another type, of before the start, or of an experiment that is over', async () => {
    const running = await inTrial();
    await running.service.record(running.event('e-1', 'opened'), LATER);
    await running.service.record(running.account('a-1', 'wrong-party', plusMs(WEDNESDAY, -1)), LATER);
    expect(await running.harms()).toEqual([]);

    const over = await inTrial();
    const stopped = trial({ status: 'stopped', stoppedAt: plusMs(WEDNESDAY, DAY_MS) });
    await over.service.ports.policyBooks.put(
      aPolicyBook(2, { model: 'small' as ModelId, experiments: [stopped] }),
    );
    await over.service.record(over.event('e-1', 'wrong-party'), LATER);
    expect(await over.harms()).toEqual([]);
  });

  it('is noted for the harm budget when no guardrail asks, and as long as the budget looks back', async () => {
    const harmBudget = [{ events: ['unsubscribed'], excess: 5, days: 10 }];
    const configuration = { ...SMALL_CONFIGURATION, experiments: { fourEyesAbove: 1, harmBudget } };
    const { service, event, harms } = await inTrial({}, configuration);
    await service.record(event('e-1', 'unsubscribed'), LATER);
    expect(await harms()).toMatchObject([{ id: 'e-1', type: 'unsubscribed' }]);
    const stopped = trial({ status: 'stopped', stoppedAt: WEDNESDAY });
    await service.ports.policyBooks.put(
      aPolicyBook(2, { model: 'small' as ModelId, experiments: [stopped] }),
    );
    await service.record(event('e-2', 'unsubscribed'), plusMs(WEDNESDAY, 10 * DAY_MS));
    await service.record(event('e-3', 'unsubscribed'), plusMs(WEDNESDAY, 10 * DAY_MS + 1));
    expect(await harms()).toHaveLength(2);
  });

  it('is not acknowledged before it is noted: a repetition makes up for a failure', async () => {
    const { service, event, account, harms } = await inTrial();
    let fails = true;
    const { exposures } = service.ports;
    const flaky = useCases({
      ...service.ports,
      exposures: {
        ...exposures,
        note: async (...harm) => {
          if (fails) throw new UnavailableError('storage-unavailable', 'down');
          await exposures.note(...harm);
        },
      },
    });
    for (const each of [event('e-1', 'wrong-party'), account('a-1', 'wrong-party')]) {
      fails = true;
      await expect(flaky.record(each, LATER)).rejects.toThrow('down');
      fails = false;
      expect(await flaky.record(each, LATER)).toBe('duplicate');
    }
    expect(await harms()).toHaveLength(2);
  });

  it('has to wait when nobody can say which experiments there are', async () => {
    const { service, event, harms } = await inTrial();
    const get = () => Promise.reject(new UnavailableError('storage-unavailable', 'no book'));
    const blind = useCases({ ...service.ports, policyBooks: { ...service.ports.policyBooks, get } });
    await expect(blind.record(event('e-1', 'wrong-party'), LATER)).rejects.toThrow('no book');
    await service.record(event('e-1', 'wrong-party'), LATER);
    expect(await harms()).toHaveLength(1);
  });

  it('is forgotten with its borrower', async () => {
    const { service, event } = await inTrial();
    await service.record(event('e-1', 'wrong-party'), LATER);
    expect(await collect(service.ports.exposures.list(TRIAL))).toHaveLength(1);
    await service.erasure.request(BORROWER, LATER);
    await service.erasure.advanceAll(LATER);
    expect(await collect(service.ports.exposures.list(TRIAL))).toEqual([]);
  });
});
