import { describe, expect, it } from 'vitest';
import { maturedRowSchema } from '../../../../src/contracts/matured-row.ts';
import type { Selected } from '../../../../src/core/decision/decision-record.ts';
import { maturedRow } from '../../../../src/core/decision/matured-row.ts';
import { WHOLE } from '../../../../src/core/policy/distribution.ts';
import { at, eventId } from '../../../support/builders/identifiers.ts';
import { aRecord, aSelectedVerdict, aWithheldRecord } from '../../../support/builders/record-builder.ts';
import { aFullState, aSettledState, aState } from '../../../support/builders/state-builder.ts';

const credited = { credited: { seq: 0, reward: 0 } };

describe('a row of the matured log', () => {
  it('holds every optional part, as its schema says, field for field and in that order', () => {
    const sources = {
      fromRecord: { monthsOnBook: at('2026-11-23T06:00:00Z'), balanceUsd: at('2026-11-24T06:00:00Z') },
      unused: { paymentScore: { observedAt: at('2026-10-01T00:00:00Z'), why: 'not-allowed' } },
      unreadable: true,
    } as const;
    const payment = {
      id: eventId('a-1'),
      type: 'payment',
      occurredAt: at('2026-11-25T09:00:00Z'),
      share: 0.5,
    };
    const state = aFullState({ ...credited, attributed: [payment] });
    const row = maturedRow(aRecord({ sources }), state) ?? expect.unreachable();
    expect(maturedRowSchema.parse(JSON.parse(JSON.stringify(row)))).toEqual(row);
    expect(Object.keys(row)).toEqual(Object.keys(maturedRowSchema.shape));
    expect(row).toMatchObject({
      accountId: 'a-77',
      channel: 'sms',
      sendWindow: { opens: '2026-11-24T22:00:00.000Z', zone: 'America/New_York' },
      mask: { blocked: [{ action: 'call@weekday-evening', rules: ['consent@1'] }] },
      cost: 0.002,
      shadow: { strategy: 'inverse-gap', baseline: -0.02 },
      sources: {
        taken: [{ feature: 'balanceUsd' }, { feature: 'monthsOnBook', observed: '2026-11-23T06:00:00.000Z' }],
        unused: [{ feature: 'paymentScore', why: 'not-allowed' }],
        unreadable: true,
      },
      attributed: [{ type: 'payment', at: '2026-11-25T09:00:00.000Z', share: 0.5 }],
    });
    const weights = row.distribution.map(({ weight }) => weight);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(WHOLE);
    expect(row.distribution.find(({ action }) => action === row.action)?.weight).toBe(row.propensity * WHOLE);
  });

  it('says null for what there is not', () => {
    const { contact: _contact, snapshot: _snapshot, shadow: _shadow, ...verdict } = aSelectedVerdict();
    const { accountId: _accountId, ...record } = aRecord({ verdict });
    const row = maturedRow(record, aSettledState({ dispatch: 'not-required', ...credited }));
    expect(maturedRowSchema.parse(row)).toMatchObject({
      accountId: null,
      channel: null,
      sendWindow: null,
      snapshot: null,
      variant: null,
      shadow: null,
      sentAt: null,
      sources: null,
      events: [],
      attributed: [],
      redraws: 0,
    });
  });

  it('knows no cost of a contact that no model was asked about, and 0 of none', () => {
    const state = aFullState(credited);
    const costOf = (verdict: Partial<Selected>) =>
      maturedRow(aRecord({ verdict: aSelectedVerdict(verdict) }), state) ?? expect.unreachable();
    expect(costOf({})).toMatchObject({ cost: 0.002, expectedReward: 0.1 + 0.2 });
    for (const verdict of [
      { fallback: true },
      { strategy: 'fixed-rules' },
      { strategy: 'uniform' },
    ] as const) {
      expect(costOf(verdict)).toMatchObject({ cost: null, expectedReward: null });
    }
    const { contact: _contact, ...silent } = aSelectedVerdict({ fallback: true });
    const { explanation } = silent;
    const none = aRecord({ verdict: { ...silent, explanation: { ...explanation, cost: 0 } } });
    expect(maturedRow(none, state)).toMatchObject({ cost: 0, expectedReward: null });
  });

  it('exists for credited decisions that went out, and for no other', () => {
    const sent = { dispatch: 'confirmed', ...credited } as const;
    expect(maturedRow(aRecord(), aState(sent))).toBeDefined();
    expect(maturedRow(aRecord(), undefined)).toBeUndefined();
    expect(maturedRow(aRecord(), aState({ dispatch: 'confirmed' }))).toBeUndefined();
    expect(maturedRow(aRecord(), aState({ ...sent, dispatch: 'void' }))).toBeUndefined();
    expect(maturedRow(aRecord(), aState({ ...sent, dispatch: 'pending' }))).toBeUndefined();
    expect(maturedRow(aWithheldRecord(), aState(sent))).toBeUndefined();
  });

  it('has the same bytes whatever order the events came in and the context was sent in', () => {
    const event = (id: string, type: string, time: string) => ({
      id: eventId(id),
      type,
      occurredAt: at(time),
      digest: '0',
    });
    const events = [
      event('b', 'opened', '2026-11-25T10:00:00Z'),
      event('c', 'clicked', '2026-11-25T10:00:00Z'),
      event('a', 'opened', '2026-11-24T10:00:00Z'),
    ];
    const forth = maturedRow(aRecord(), aFullState({ ...credited, events }));
    const { context } = aRecord();
    const turned = Object.fromEntries(Object.entries(context).reverse());
    const back = maturedRow(
      aRecord({ context: turned }),
      aFullState({ ...credited, events: events.reverse() }),
    );
    expect(JSON.stringify(back)).toBe(JSON.stringify(forth));
    expect(back?.events.map(({ type }) => type)).toEqual(['opened', 'clicked', 'opened']);
  });

  it('does not change with what it does not say', () => {
    const row = JSON.stringify(maturedRow(aRecord(), aFullState(credited)));
    const later = { version: 99, dueAt: at('2030-01-01T00:00:00Z'), credited: { seq: 0, reward: 1 } };
    expect(JSON.stringify(maturedRow(aRecord(), aFullState(later)))).toBe(row);
  });
});
