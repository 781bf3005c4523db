import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { nodeSha256 } from '../../../src/adapters/node-sha256.ts';
import { batchIdempotencyKey, makeDecideBatch } from '../../../src/app/decide-batch.ts';
import { championSource } from '../../../src/app/model-source.ts';
import type { BorrowerId, ChannelId } from '../../../src/core/identifiers.ts';
import { DAY_MS, plusMs } from '../../../src/core/time/instant.ts';
import { plantedCredits, storeCredits } from '../../support/learned-statistics.ts';
import { decideRequest, memoryService, WEDNESDAY } from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const RUN = 'night-7';

const borrowers = fc.record({
  key: fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom('a', 'b', '/', '1', ':') }),
  timeZones: fc.subarray(['America/New_York', 'America/Los_Angeles', 'Mars/Olympus'], { minLength: 0 }),
  email: fc.constantFrom('granted', 'refused', 'unknown' as const),
  call: fc.constantFrom('granted', 'refused' as const),
  held: fc.boolean(),
  contacted: fc.nat(3),
  daysPastDue: fc.integer({ min: 0, max: 365 }),
  exclude: fc.subarray(['email', 'evening', 'call@morning', 'no-contact']),
});

describe('a batch decision', () => {
  for (const [name, mode, learned] of [
    ['by a model', 'live', true],
    ['by the fixed rules while the model watches', 'shadow', true],
    ['by the fixed rules before there is a model', 'live', false],
  ] as const) {
    test.prop([borrowers], { numRuns: 60 })(
      `is the one that the API makes on the same facts: ${name}`,
      async (drawn) => {
        const configuration = { ...SMALL_CONFIGURATION, learning: { ...SMALL_CONFIGURATION.learning, mode } };
        const service = memoryService(configuration);
        if (learned) {
          await storeCredits(service.ports.statistics, configuration, plantedCredits(configuration, 10));
          await service.publish(plusMs(WEDNESDAY, -DAY_MS));
        }
        const id = 'b-1' as BorrowerId;
        const profile = {
          borrowerId: id,
          timeZones: drawn.timeZones,
          consents: { email: { status: drawn.email }, call: { status: drawn.call } },
          holds: drawn.held
            ? [{ id: 'h', since: WEDNESDAY, source: 'borrower-request', channel: 'call' as ChannelId }]
            : [],
          contacts: Array.from({ length: drawn.contacted }, (_, index) => ({
            decisionId: `d_${index}` as never,
            token: '',
            channel: 'email' as ChannelId,
            kind: 'sent' as const,
            interval: {
              start: plusMs(WEDNESDAY, -(index + 1) * DAY_MS),
              end: plusMs(WEDNESDAY, -(index + 1) * DAY_MS),
            },
          })),
        };
        await service.ports.profiles.put(profile, 0);
        const context = { daysPastDue: drawn.daysPastDue };
        const model = await championSource(service.ports, 0).current(configuration.model, WEDNESDAY);
        const settings = { configuration, model, at: WEDNESDAY, run: RUN, full: true, sha256: nodeSha256 };
        const answer = makeDecideBatch(settings)({
          key: drawn.key,
          profile,
          context,
          exclude: drawn.exclude,
        });
        const request = decideRequest(batchIdempotencyKey(RUN, drawn.key), {
          borrower: { id },
          context,
          exclude: drawn.exclude,
        });
        const { record } = await service.decide(request, WEDNESDAY);
        expect(answer.decisionId).toBe(record.decisionId);
        if (record.verdict.status === 'withheld') {
          expect(answer).toEqual({
            key: drawn.key,
            decisionId: record.decisionId,
            status: 'withheld',
            because: record.verdict.because,
          });
          return;
        }
        const { action, propensity, strategy, snapshot, draw, distribution, explanation, contact } =
          record.verdict;
        expect(answer).toEqual({
          key: drawn.key,
          decisionId: record.decisionId,
          status: 'selected',
          action,
          ...(contact === undefined
            ? {}
            : { window: { ...contact.window.interval, timeZone: contact.window.timeZone } }),
          propensity,
          strategy,
          ...(snapshot === undefined ? {} : { snapshot }),
          eligible: distribution.actions.length,
          draw,
          distribution,
          explanation,
        });
      },
    );
  }
});
