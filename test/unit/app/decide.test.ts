import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../src/core/configuration.ts';
import type { BorrowerId } from '../../../src/core/identifiers.ts';
import { DAY_MS, plusMs } from '../../../src/core/time/instant.ts';
import {
  decideRequest,
  memoryService,
  REACHABLE,
  useCases,
  WEDNESDAY,
} from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const BORROWER = 'b-1' as BorrowerId;

async function reachable(configuration: Configuration = SMALL_CONFIGURATION) {
  const service = memoryService(configuration);
  await service.profiles.put(BORROWER, REACHABLE);
  return service;
}

describe('decide', () => {
  it('gives the same answer to the same key, also after the world has changed', async () => {
    const service = await reachable();
    const first = await service.decide(decideRequest('k'), WEDNESDAY);
    await service.profiles.put(BORROWER, {
      ...REACHABLE,
      holds: [{ id: 'h', since: WEDNESDAY, source: 'borrower-request' }],
    });
    const again = await service.decide(decideRequest('k'), plusMs(WEDNESDAY, DAY_MS));
    expect(first.created).toBe(true);
    expect(again.created).toBe(false);
    expect(again.record).toEqual(first.record);
  });

  it('does not mind the order of the context or of the exclusions', async () => {
    const service = await reachable();
    const first = await service.decide(decideRequest('k', { exclude: ['call', 'evening'] }), WEDNESDAY);
    const again = await service.decide(
      decideRequest('k', {
        context: { lastOpenedChannel: 'email', daysPastDue: 12 },
        exclude: ['evening', 'call'],
      }),
      WEDNESDAY,
    );
    expect(again.record).toEqual(first.record);
  });

  it.each([
    ['context', { context: { daysPastDue: 13 } }],
    ['borrower', { borrower: { id: 'b-2' as BorrowerId } }],
    ['exclusions', { exclude: ['call'] }],
    ['confirmation', { requireConfirm: true }],
  ])('refuses a key that was used with another %s', async (_, change) => {
    const service = await reachable();
    await service.decide(decideRequest('k'), WEDNESDAY);
    await expect(service.decide(decideRequest('k', change), WEDNESDAY)).rejects.toMatchObject({
      code: 'idempotency-key-reused',
      fields: [{ pointer: '/header/Idempotency-Key' }],
    });
  });

  it('withholds, with reasons, when no profile is on file', async () => {
    const service = memoryService();
    const { record, state } = await service.decide(decideRequest('k'), WEDNESDAY);
    expect(record.verdict).toMatchObject({ status: 'withheld' });
    expect(record.blocked).toHaveLength(5);
    expect(record.blocked.every(({ hits }) => hits[0]?.rule === 'contact-profile-known@1')).toBe(true);
    expect(state).toBeUndefined();
  });

  it.each([
    ['no time zone', { ...REACHABLE, timeZones: [] }, 'time-zone-known@1'],
    ['no consent on file', { ...REACHABLE, consents: {} }, 'channel-consent@1'],
    [
      'a hold on everything',
      { ...REACHABLE, holds: [{ id: 'h', since: WEDNESDAY, source: 'borrower-request' }] },
      'do-not-contact@1',
    ],
  ])('withholds with %s', async (_, facts, rule) => {
    const service = memoryService();
    await service.profiles.put(BORROWER, facts);
    const { record } = await service.decide(decideRequest('k'), WEDNESDAY);
    expect(record.verdict.status).toBe('withheld');
    const rules = record.blocked.flatMap(({ hits }) => hits.map((hit) => hit.rule));
    expect(rules).toContain(rule);
  });

  it('accounts for every action: eligible with a probability, or blocked with a reason', async () => {
    const service = await reachable();
    const { record } = await service.decide(decideRequest('k', { exclude: ['call'] }), WEDNESDAY);
    if (record.verdict.status !== 'selected') expect.unreachable();
    const eligible = record.verdict.distribution.actions;
    const blocked = record.blocked.map(({ action }) => action);
    expect([...eligible, ...blocked].sort()).toEqual(
      ['call@evening', 'call@morning', 'email@evening', 'email@morning', 'no-contact'].sort(),
    );
    expect(blocked.every((action) => action.startsWith('call@'))).toBe(true);
  });

  it('reserves the slot that it answers with, and frees it when another attempt at the same key has won', async () => {
    const service = await reachable();
    const request = decideRequest('k', { exclude: ['no-contact'], requireConfirm: true });
    const [one, two] = await Promise.all([
      service.decide(request, WEDNESDAY),
      service.decide(request, WEDNESDAY),
    ]);
    expect(one.record).toEqual(two.record);
    expect(one.created).not.toBe(two.created);
    const contacts = await service.profiles.contacts(BORROWER);
    expect(contacts).toHaveLength(1);
    if (one.record.verdict.status !== 'selected') expect.unreachable();
    expect(contacts[0]?.token).toBe(one.record.verdict.reservationToken);
  });

  it('writes the state of a record whose writer died before it', async () => {
    const service = await reachable();
    const broken = memoryServiceWithoutFirstState(service);
    await expect(broken.decide(decideRequest('k'), WEDNESDAY)).rejects.toThrow('died');
    const { state, created } = await service.decide(decideRequest('k'), WEDNESDAY);
    expect(created).toBe(false);
    expect(state).toMatchObject({ version: 1, seq: 0, events: [] });
  });

  it.each([
    ['purpose-unknown', { purpose: 'marketing' }, '/purpose'],
    ['cluster-unknown', { borrower: { id: BORROWER, clusters: { brnch: '7' } } }, '/borrower/clusters/brnch'],
    ['action-unknown', { exclude: ['call', 'fax'] }, '/actions/exclude/1'],
    ['feature-unknown', { context: { daysPastDue: 1, shoeSize: 44 } }, '/context/shoeSize'],
    ['feature-missing', { context: {} }, '/context/daysPastDue'],
    ['feature-out-of-range', { context: { daysPastDue: -1 } }, '/context/daysPastDue'],
  ])('refuses with %s and writes nothing', async (code, change, pointer) => {
    const service = await reachable({
      ...SMALL_CONFIGURATION,
      experiments: { fourEyesAbove: 0.1, clusters: ['branch'] },
    });
    await expect(service.decide(decideRequest('k', change), WEDNESDAY)).rejects.toMatchObject({
      code,
      fields: [{ pointer }],
    });
    expect((await service.verify()).decisions).toBe(0);
    expect(await service.profiles.contacts(BORROWER)).toEqual([]);
  });
});

function memoryServiceWithoutFirstState({ ports }: ReturnType<typeof memoryService>) {
  return useCases({
    ...ports,
    ledger: {
      ...ports.ledger,
      createState: () => Promise.reject(new Error('died')),
    },
  });
}
