import { expect, test } from 'vitest';
import { makeReportExperiment } from '../../../src/app/experiment-report.ts';
import type { BorrowerId, ExperimentId, VariantId } from '../../../src/core/identifiers.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { aBookedExperiment, anExperiment, aPolicyBook } from '../../support/builders/policy-books.ts';
import { decideRequest, memoryService, outcome, REACHABLE, WEDNESDAY } from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const ID = 'any-contact' as ExperimentId;
const BORROWERS = 160;

const EXPERIMENT = anExperiment({
  id: ID,
  population: { where: [] },
  variants: [
    { id: 'silence' as VariantId, share: 1, policy: { kind: 'no-contact' } },
    { id: 'anything' as VariantId, share: 1, policy: { kind: 'uniform' } },
  ],
  control: 'silence' as VariantId,
  ramp: [{ from: WEDNESDAY, share: 1 }],
  guardrails: [],
  analysis: { level: 0.05, plannedUnits: BORROWERS, segments: [{ feature: 'lastOpenedChannel' }] },
});

test('decisions, outcomes and credits become a report that finds what contacts are worth', async () => {
  const service = memoryService();
  const experiments = [aBookedExperiment({ experiment: EXPERIMENT, startedAt: WEDNESDAY })];
  await service.ports.policyBooks.put(aPolicyBook(1, { model: SMALL_CONFIGURATION.model, experiments }));
  for (let index = 0; index < BORROWERS; index += 1) {
    const id = `b-${index}` as BorrowerId;
    await service.profiles.put(id, REACHABLE);
    const { record } = await service.decide(decideRequest(`k-${index}`, { borrower: { id } }), WEDNESDAY);
    if (record.verdict.status === 'withheld' || record.verdict.contact === undefined) continue;
    // Two of three who are contacted pay.
    if (index % 3 === 0) continue;
    const paid = outcome(record.decisionId, `e-${index}`, 'payment', 50 * HOUR_MS);
    await service.record(paid, plusMs(WEDNESDAY, 3 * DAY_MS));
  }
  await service.mature(plusMs(WEDNESDAY, 20 * DAY_MS));
  await service.learn(service.ports.credits.take(1000));
  await service.writeLog(service.ports.log.take(1000));

  const report = makeReportExperiment(service.deps);
  const { findings, booked } = await report(ID, plusMs(WEDNESDAY, 30 * DAY_MS));
  expect(booked.experiment.id).toBe(ID);
  expect(findings.obstacles).toEqual([]);
  expect(findings.groups.reduce((sum, { units }) => sum + units, 0)).toBe(BORROWERS);
  const [value] = findings.reading?.metrics ?? [];
  const [silence, anything] = ['silence', 'anything'].map((group) =>
    value?.groups.find((each) => each.group === group),
  );
  // Nobody is contacted, so nothing varies and there is no interval; but there is a difference.
  expect(silence).toBeUndefined();
  expect(anything?.estimate).toBeGreaterThan(0.2);
  expect(value?.differences[0]?.plain.estimate).toBeCloseTo(anything?.estimate ?? 0, 12);
  expect(findings.reading?.verdicts).toMatchObject([{ group: 'anything', kind: 'better' }]);
  // Inside the variant that contacts, each channel is worth what it brings, and no contact nothing.
  const channels = findings.reading?.channels.find(({ group }) => group === 'anything')?.values ?? [];
  expect(channels.find(({ channel }) => channel === 'email')?.estimate).toBeGreaterThan(0.3);
});
