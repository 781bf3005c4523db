import { describe, expect, it } from 'vitest';
import type { Telemetry } from '../../../src/app/ports/telemetry.ts';
import type { DecisionRecord, Selected } from '../../../src/core/decision/decision-record.ts';
import type { BorrowerId, ChannelId, EventId } from '../../../src/core/identifiers.ts';
import { packStatistics } from '../../../src/core/model/pack-statistics.ts';
import type { ContactProfile } from '../../../src/core/rules/contact-profile.ts';
import { DAY_MS, type Instant, plusMs } from '../../../src/core/time/instant.ts';
import { utcDateOf } from '../../../src/core/time/utc-date.ts';
import { collect } from '../../support/collect.ts';
import {
  decideRequest,
  memoryService,
  publishFirstModel,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const CONFIGURATION = {
  ...SMALL_CONFIGURATION,
  channels: SMALL_CONFIGURATION.channels.map((channel) =>
    channel.id === ('call' as ChannelId) ? { ...channel, automated: false } : channel,
  ),
  rules: { ...SMALL_CONFIGURATION.rules, packs: ['us-federal'] as const },
};

const ACCOUNT = 'a-1';
const LIVE_CONTACT = /^us-fed-early-intervention-live-contact@\d+$/;

/** A mortgage borrower in Pennsylvania, so many days after the missed due date. */
function delinquent(
  days: number,
  now: Instant,
  changes: Partial<ContactProfile> = {},
): Omit<ContactProfile, 'borrowerId' | 'contacts'> {
  const since = plusMs(now, -10 * DAY_MS);
  const consent = { status: 'granted', form: 'written', since, confirmedAt: since } as const;
  return {
    timeZones: ['America/New_York'],
    jurisdictions: ['US-PA'],
    consents: { email: consent, call: consent },
    holds: [],
    accounts: {
      [ACCOUNT]: {
        product: 'mortgage',
        unpaidSince: new Date(now - days * DAY_MS).toISOString().slice(0, 10),
      },
    },
    ...changes,
  };
}

function selected({ verdict }: DecisionRecord): Selected {
  if (verdict.status === 'withheld') return expect.unreachable(verdict.because.join(' '));
  return verdict;
}

async function decisionOf(
  days: number,
  changes: Partial<ContactProfile> = {},
  exclude: readonly string[] = [],
) {
  const { ports } = memoryService(CONFIGURATION);
  const counted: string[] = [];
  const telemetry: Telemetry = { ...ports.telemetry, count: (metric) => counted.push(metric) };
  const service = { ports, ...useCases({ ...ports, telemetry }, CONFIGURATION) };
  await publishFirstModel(service);
  const id = 'owes' as BorrowerId;
  await service.profiles.put(id, delinquent(days, WEDNESDAY, changes));
  const request = decideRequest('k', { borrower: { id, accountId: ACCOUNT }, requireConfirm: true, exclude });
  return { service, id, counted, record: (await service.decide(request, WEDNESDAY)).record };
}

describe('a contact that the law demands', () => {
  it.each([34, 36, 40])(
    'is forced on day %i: probability 1, nothing beside it, inaction least of all',
    async (days) => {
      const { record } = await decisionOf(days);
      const verdict = selected(record);
      expect(verdict.forced?.rule).toMatch(LIVE_CONTACT);
      expect(verdict).toMatchObject({ propensity: 1, contact: { channel: 'call' } });
      expect(verdict.distribution.actions).toEqual([verdict.action]);
      const others = record.blocked.map(({ action }) => action);
      expect(others).toContain('no-contact');
      for (const { hits } of record.blocked) {
        expect(hits.some(({ rule }) => LIVE_CONTACT.test(rule) || rule === 'horizon@1')).toBe(true);
      }
    },
  );

  it('is no matter of a week after the due date, nor of an account that is current', async () => {
    expect(selected((await decisionOf(7)).record).forced).toBeUndefined();
    const current = { accounts: { [ACCOUNT]: { product: 'mortgage', current: true } } } as const;
    expect(selected((await decisionOf(36, current)).record).forced).toBeUndefined();
  });

  it('is fulfilled by a conversation since the due date', async () => {
    const conversations = [{ id: 'c-1', at: plusMs(WEDNESDAY, -12 * DAY_MS), accountId: ACCOUNT }];
    expect(selected((await decisionOf(36, { conversations })).record).forced).toBeUndefined();
  });

  it('is withheld, and counted, where nothing that would fulfil it is lawful', async () => {
    const { record, counted } = await decisionOf(36, { consents: {} });
    expect(record.verdict.status).toBe('withheld');
    expect(record.unmet?.[0]?.rule).toMatch(LIVE_CONTACT);
    expect(counted.filter((metric) => metric === 'ObligationsUnmet')).toHaveLength(1);
  });

  it('is never put aside by what the request leaves out: nothing is chosen then', async () => {
    const { record } = await decisionOf(36, {}, ['call']);
    expect(record.verdict.status).toBe('withheld');
  });

  it('does not wait for a hold on an account in bankruptcy: there it is no duty, and no contact is lawful', async () => {
    const holds = [{ id: 'h', reason: 'bankruptcy' as const, since: WEDNESDAY, source: 'servicer' }];
    const { record } = await decisionOf(36, { holds });
    expect(record.verdict.status).toBe('withheld');
    expect(record.unmet).toBeUndefined();
  });
});

describe('what was forced', () => {
  it('is confirmed as any contact, and leaves nothing to learn, to attribute or to value a policy by', async () => {
    const { service, record } = await decisionOf(36);
    const { contact } = selected(record);
    const at = contact?.window.interval.start ?? WEDNESDAY;
    const { send, state } = await service.dispatch.confirm(record.decisionId, at);
    expect(send).toBe(true);
    expect(state).toMatchObject({ forced: true, dispatch: 'confirmed' });
    expect(state).not.toHaveProperty('dueAt');
    const learned = async () =>
      (await collect(service.ports.statistics.list(CONFIGURATION.model))).map(({ key, statistics }) => [
        key,
        Buffer.from(packStatistics(statistics)).toString('hex'),
      ]);
    const before = await learned();
    const paid = { type: 'payment', occurredAt: plusMs(at, DAY_MS) };
    await service.record(
      { eventId: 'e-1' as EventId, decisionId: record.decisionId, ...paid },
      plusMs(at, 2 * DAY_MS),
    );
    await service.mature(plusMs(at, 30 * DAY_MS));
    await service.learn([{ decisionId: record.decisionId }]);
    expect(await learned()).toEqual(before);
    expect((await service.verify()).faults).toEqual([]);
    await service.writeLog([{ decisionId: record.decisionId, day: utcDateOf(record.decidedAt) }]);
    expect((await service.verifyLog()).faults).toEqual([]);
  });
});
