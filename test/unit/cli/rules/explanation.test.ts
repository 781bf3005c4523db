import { describe, expect, it } from 'vitest';
import { explainRuling } from '../../../../cli/rules/explanation.ts';
import { explanationDocument } from '../../../../cli/rules/explanation-document.ts';
import { ruleSetOf } from '../../../../src/app/rule-set.ts';
import type { Configuration } from '../../../../src/core/configuration.ts';
import { ruleBookOf } from '../../../../src/core/rules/rule-book.ts';
import { DAY_MS, plusMs } from '../../../../src/core/time/instant.ts';
import { decideRequest, memoryService, REACHABLE, WEDNESDAY } from '../../../support/memory-service.ts';
import { SMALL_CONFIGURATION } from '../../../support/small-configuration.ts';

const CONFIGURATION: Configuration = {
  ...SMALL_CONFIGURATION,
  rules: { ...SMALL_CONFIGURATION.rules, packs: ['us-federal'] },
};

async function explained(facts: object = {}) {
  const service = memoryService(CONFIGURATION);
  const request = decideRequest('explained', {});
  await service.profiles.put(request.borrower.id, { ...REACHABLE, ...facts });
  const { record } = await service.decide(request, WEDNESDAY);
  const inForce = ruleSetOf(ruleBookOf(CONFIGURATION), service.ports.sha256);
  return { record, explanation: explainRuling(record, CONFIGURATION, inForce), service };
}

describe('what is told of a decision', () => {
  it('is every configured action once, the allowed ones with probabilities that sum to 1', async () => {
    const { explanation } = await explained();
    const actions = explanation.actions.map(({ action }) => action).sort();
    expect(actions).toEqual(['call@evening', 'call@morning', 'email@evening', 'email@morning', 'no-contact']);
    expect(explanation.actions.reduce((sum, { propensity = 0 }) => sum + propensity, 0)).toBe(1);
    expect(explanation).toMatchObject({ status: 'selected', ruleSetInForce: true });
  });

  it('is for each blocked action every rule with its source and who demands it', async () => {
    const conversation = { id: 'c-1', at: plusMs(WEDNESDAY, -2 * DAY_MS) };
    const { explanation } = await explained({ conversations: [conversation] });
    const call = explanation.actions.find(({ action }) => action === 'call@morning');
    expect(call).toMatchObject({ allowed: false });
    expect(call?.blockedBy).toContainEqual(
      expect.objectContaining({
        rule: 'us-fed-regf-call-after-conversation@1',
        binding: 'law',
        citation: expect.stringContaining('12 CFR 1006.14(b)(2)'),
        confidence: 'high',
      }),
    );
    expect(explanation.ages).toContainEqual({
      fact: 'conversation',
      value: 'about every account',
      since: conversation.at,
      days: 2,
    });
  });

  it('says when other rules are in force now, and when the record keeps no facts', async () => {
    const { record, service } = await explained();
    const others = ruleSetOf(ruleBookOf(SMALL_CONFIGURATION), service.ports.sha256);
    expect(explainRuling(record, SMALL_CONFIGURATION, others).ruleSetInForce).toBe(false);
    const { ruling: _facts, ...before } = record;
    expect(explainRuling(before, CONFIGURATION, others)).not.toHaveProperty('ruleSetInForce');
  });

  it('has no number for a time in its document', async () => {
    const { explanation } = await explained();
    expect(explanationDocument(explanation)).toMatchObject({ decidedAt: '2026-03-04T12:00:00.000Z' });
    expect(JSON.stringify(explanationDocument(explanation))).not.toMatch(/:\d{13}/);
  });
});
