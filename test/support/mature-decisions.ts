import type { Ports } from '../../src/app/ports/ports.ts';
import type { BorrowerId, DecisionId } from '../../src/core/identifiers.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../src/core/time/instant.ts';
import type { Actor } from './interleave.ts';
import { decideRequest, memoryService, outcome, REACHABLE, useCases, WEDNESDAY } from './memory-service.ts';

/** Decisions of one arm and week, mature and waiting for their credit: every writer wants the same item. */
export async function matureDecisions(count: number) {
  const service = memoryService();
  const ids: DecisionId[] = [];
  const borrowers: BorrowerId[] = [];
  for (let index = 0; ids.length < count; index += 1) {
    const id = `b-${index}` as BorrowerId;
    await service.profiles.put(id, REACHABLE);
    const request = decideRequest(`key-${index}`, { borrower: { id }, exclude: ['call', 'evening'] });
    const { record } = await service.decide(request, WEDNESDAY);
    if (record.verdict.status === 'withheld' || record.verdict.contact === undefined) continue;
    ids.push(record.decisionId);
    borrowers.push(id);
    const paid = outcome(record.decisionId, `paid-${index}`, 'payment', 5 * HOUR_MS);
    await service.record(paid, plusMs(WEDNESDAY, DAY_MS));
  }
  await service.mature(plusMs(WEDNESDAY, 20 * DAY_MS));
  service.ports.credits.take(1000);
  return { service, ids, borrowers };
}

export const learner = (ids: readonly DecisionId[], name: string): Actor => ({
  name,
  run: (ports: Ports) => useCases(ports).learn(ids.map((decisionId) => ({ decisionId }))),
});

/** A payment that is taken back after its decision was credited. */
export const corrector = (id: DecisionId): Actor => ({
  name: 'late event',
  run: (ports: Ports) =>
    useCases(ports).record(
      outcome(id, 'returned', 'payment-returned', 6 * HOUR_MS),
      plusMs(WEDNESDAY, 21 * DAY_MS),
    ),
});
