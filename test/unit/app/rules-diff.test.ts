import { describe, expect, it } from 'vitest';
import { makeRulesDiff } from '../../../src/app/rules-diff.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import type { BorrowerId } from '../../../src/core/identifiers.ts';
import { HOUR_MS, plusMs } from '../../../src/core/time/instant.ts';
import { decideRequest, memoryService, REACHABLE, WEDNESDAY } from '../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

function withRules(rules: Partial<Configuration['rules']>): Configuration {
  return { ...SMALL_CONFIGURATION, rules: { ...SMALL_CONFIGURATION.rules, ...rules } };
}

/** Five borrowers decided about at once, three times an hour apart: the cap of two contacts withholds some. */
async function decidedService(configuration: Configuration = SMALL_CONFIGURATION) {
  const service = memoryService(configuration);
  for (const name of ['b-1', 'b-2', 'b-3', 'b-4', 'b-5']) {
    const id = name as BorrowerId;
    await service.profiles.put(id, REACHABLE);
    for (const hour of [0, 1, 2, 3, 4, 5]) {
      const exclude = hour === 1 ? ['email'] : [];
      const request = decideRequest(`${name}-${hour}`, { borrower: { id }, exclude });
      await service.decide(request, plusMs(WEDNESDAY, hour * HOUR_MS));
    }
  }
  return service;
}

const NOTHING = {
  cannotTell: 0,
  chosenBlocked: 0,
  withheldAllowed: 0,
  actionsBlocked: 0,
  actionsAllowed: 0,
  rules: [],
  examples: [],
};

describe('the difference that other rules make', () => {
  it.each([
    ['the small configuration', SMALL_CONFIGURATION],
    ['federal law', withRules({ packs: ['us-federal'] })],
    ['everything', withRules({ packs: ['us-federal', 'us-states-and-cities', 'house'] })],
  ])('is none for the very rules that decided: %s', async (_name, configuration) => {
    const { ports } = await decidedService(configuration);
    expect(await makeRulesDiff(ports)({ next: configuration, limit: 10 })).toMatchObject({
      decisions: 30,
      ...NOTHING,
    });
  });

  it('tells which chosen contacts stricter hours would have blocked, by rule', async () => {
    const { ports } = await decidedService();
    const quietHours = { id: 'quiet-hours@2', start: '12:00', end: '17:00' };
    const diff = await makeRulesDiff(ports)({ next: withRules({ quietHours }), limit: 3 });

    const records = [];
    for await (const record of ports.ledger.allRecords()) records.push(record);
    const contacts = records.filter(
      ({ verdict }) => verdict.status === 'selected' && verdict.contact !== undefined,
    );
    expect(diff.chosenBlocked).toBe(contacts.length);
    expect(contacts.length).toBeGreaterThan(3);
    expect(diff).toMatchObject({ withheldAllowed: 0, actionsAllowed: 0 });
    expect(diff.rules.find(({ rule }) => rule === 'quiet-hours@2')?.blocks).toBeGreaterThanOrEqual(
      contacts.length,
    );
    expect(diff.examples).toHaveLength(3);
    for (const { change, decisionId, action, hits } of diff.examples) {
      expect(change).toBe('chosen-blocked');
      expect(contacts.find((record) => record.decisionId === decisionId)?.verdict).toMatchObject({ action });
      expect(hits.map(({ rule }) => rule)).toContain('quiet-hours@2');
    }
  });

  it('tells which withheld decisions a wider cap would have allowed', async () => {
    const { ports } = await decidedService();
    const diff = await makeRulesDiff(ports)({ next: withRules({ caps: [] }), limit: 100 });
    const records = [];
    for await (const record of ports.ledger.allRecords()) records.push(record);
    const withheld = records.filter(({ verdict }) => verdict.status === 'withheld');

    expect(withheld.length).toBeGreaterThan(0);
    expect(diff).toMatchObject({ withheldAllowed: withheld.length, chosenBlocked: 0, actionsBlocked: 0 });
    expect(diff.examples.map(({ decisionId }) => decisionId).sort()).toEqual(
      withheld.map(({ decisionId }) => decisionId).sort(),
    );
    expect(diff.rules.find(({ rule }) => rule === 'house-contact-frequency@1')?.frees).toBe(
      diff.actionsAllowed - withheld.length,
    );
  });

  it('says of records without facts that it can not tell, and leaves out what is older than asked', async () => {
    const { ports } = await decidedService();
    const [one] = await ports.ledger.getRecords(
      (await ports.ledger.decisionsOf('b-1' as BorrowerId, WEDNESDAY, 1)) ?? [],
    );
    if (one === undefined) throw new Error('no decision was made');
    const { ruling: _facts, ...before } = one;
    const other = memoryService();
    await other.ports.ledger.createRecord(before);
    const next = SMALL_CONFIGURATION;
    expect(await makeRulesDiff(other.ports)({ next, limit: 1 })).toMatchObject({
      decisions: 1,
      cannotTell: 1,
    });

    const since = plusMs(WEDNESDAY, 5 * HOUR_MS);
    expect((await makeRulesDiff(ports)({ next, since, limit: 1 })).decisions).toBe(5);
  });
});
