import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { Ports } from '../../../src/app/ports/ports.ts';
import type { DecisionRecord } from '../../../src/core/decision/decision-record.ts';
import type { BorrowerId } from '../../../src/core/identifiers.ts';
import { DAY_MS, HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { type Actor, runSchedule } from '../../support/interleave.ts';
import {
  decideRequest,
  memoryService,
  outcome,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';

const BORROWER = 'b-1' as BorrowerId;
/** By e-mail or not at all. */
const BY_EMAIL = { exclude: ['call', 'no-contact'] };
const NOW = plusMs(WEDNESDAY, 8 * DAY_MS);

test.prop([fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 3 }), fc.boolean()], { numRuns: 200 })(
  'however decisions, confirmations and an opt-out interleave, nothing is sent once the opt-out was acknowledged',
  async (stream, deciders, dies) => {
    const service = memoryService();
    await service.profiles.put(BORROWER, REACHABLE);
    const { record: heardOf } = await service.decide(decideRequest('first', BY_EMAIL), WEDNESDAY);
    const optOut = outcome(heardOf.decisionId, 'stop', 'unsubscribed', 7 * DAY_MS);
    const made: DecisionRecord[] = [];
    let acknowledged = false;
    const actors: Actor[] = Array.from({ length: deciders }, (_, index) => ({
      name: `decide ${index}`,
      run: async (ports: Ports) => {
        const { decide } = useCases(ports);
        const asked = decideRequest(`key-${index}`, { ...BY_EMAIL, requireConfirm: true });
        made.push((await decide(asked, NOW)).record);
      },
    }));
    actors.push({
      name: 'opt out',
      run: async (ports: Ports) => {
        await useCases(ports).accept([optOut], NOW);
        acknowledged = true;
      },
    });
    await runSchedule(
      service.ports,
      actors,
      dies ? 1 : 0,
      (possible) => (stream.next().value as number) % possible,
    );
    if (!acknowledged) await service.accept([optOut], NOW);
    // Nobody has consumed the queue.
    for (const { decisionId, verdict } of made) {
      if (verdict.status === 'withheld' || verdict.contact === undefined) continue;
      const { send } = await service.dispatch.confirm(decisionId, verdict.contact.window.interval.start);
      expect(send).toBe(false);
    }
    const next = await service.decide(decideRequest('next', BY_EMAIL), plusMs(NOW, HOUR_MS));
    expect(next.record.verdict.status).toBe('withheld');
  },
);
