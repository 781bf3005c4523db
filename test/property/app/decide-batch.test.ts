import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { nodeSha256 } from '../../../src/adapters/node-sha256.ts';
import { challengerName } from '../../../src/app/challenger.ts';
import { batchIdempotencyKey, makeDecideBatch } from '../../../src/app/decide-batch.ts';
import { championSource } from '../../../src/app/model-source.ts';
import type { DecisionRecord } from '../../../src/core/decision/decision-record.ts';
import type { Variant } from '../../../src/core/experiment/experiment.ts';
import type { BorrowerId, ChannelId, VariantId } from '../../../src/core/identifiers.ts';
import type { LearnedPolicy } from '../../../src/core/policy/served-policy.ts';
import { DAY_MS, plusMs } from '../../../src/core/time/instant.ts';
import { aBookedExperiment, anExperiment, aPolicyBook } from '../../support/builders/policy-books.ts';
import { plantedCredits, storeCredits } from '../../support/learned-statistics.ts';
import { decideRequest, memoryService, WEDNESDAY } from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const RUN = 'night-7';

const RIVAL: LearnedPolicy = { kind: 'learned', strategy: 'inverse-gap' };
const EXPERIMENT = anExperiment({
  population: { where: [] },
  ramp: [{ from: plusMs(WEDNESDAY, -DAY_MS), share: 0.8 }],
  guardrails: [],
  variants: (['configured', 'fixed-rules', 'uniform', 'no-contact'] as const)
    .map((kind): Variant => ({ id: kind as VariantId, share: 1, policy: { kind } }))
    .concat({ id: 'rival' as VariantId, share: 1, policy: RIVAL }),
  control: 'configured' as VariantId,
});
const BOOK = aPolicyBook(1, {
  model: SMALL_CONFIGURATION.model,
  experiments: [aBookedExperiment({ experiment: EXPERIMENT })],
});

function experiments({ assignments }: DecisionRecord) {
  return assignments === undefined
    ? {}
    : { experiments: assignments.map(({ experiment, variant }) => ({ id: experiment, variant })) };
}

const borrowers = fc.record({
  id: fc.integer({ min: 0, max: 40 }).map((number) => `b-${number}` as BorrowerId),
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
  for (const [name, mode, learned, inExperiment = false] of [
    ['by a model', 'live', true],
    ['in an experiment', 'live', true, true],
    ['in an experiment beside a shadow', 'shadow', true, true],
    ['by the fixed rules while the model watches', 'shadow', true],
    ['by the fixed rules before there is a model', 'live', false],
  ] as const) {
    test.prop([borrowers], { numRuns: 60 })(
      `is the one that the API makes on the same facts: ${name}`,
      async (drawn) => {
        const configuration = { ...SMALL_CONFIGURATION, learning: { ...SMALL_CONFIGURATION.learning, mode } };
        const service = memoryService(configuration);
        if (inExperiment) await service.ports.policyBooks.put(BOOK);
        if (learned) {
          await storeCredits(service.ports.statistics, configuration, plantedCredits(configuration, 10));
          await service.publish(plusMs(WEDNESDAY, -DAY_MS));
        }
        const { id } = drawn;
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
        const models = championSource(service.ports, 0);
        const model = await models.current(configuration.model, WEDNESDAY);
        const rival = await models.current(challengerName(configuration.model, RIVAL, nodeSha256), WEDNESDAY);
        const settings = {
          configuration,
          model,
          ...(inExperiment ? { book: BOOK, find: () => rival } : {}),
          at: WEDNESDAY,
          run: RUN,
          full: true,
          sha256: nodeSha256,
        };
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
            ...experiments(record),
          });
          return;
        }
        const { action, propensity, strategy, snapshot, draw, distribution, explanation, contact, eligible } =
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
          ...experiments(record),
          eligible: (eligible ?? distribution.actions).length,
          draw,
          distribution,
          explanation,
        });
      },
    );
  }
});
