import { expect, test } from 'vitest';
import { maturedRow } from '../../../../src/core/decision/matured-row.ts';
import type { ContextSources } from '../../../../src/core/features/complete-context.ts';
import { at, eventId } from '../../../support/builders/identifiers.ts';
import { aRecord, aSelectedVerdict } from '../../../support/builders/record-builder.ts';
import { aFullState, aSettledState } from '../../../support/builders/state-builder.ts';

/*
 * Bytes that others have read and kept. A change of this file makes every row in every log another one: it needs
 * `rebuild-log` after the deployment, and where readers could misread a row a new schema version and prefix.
 */
test('the rows of the matured log', async () => {
  const credited = { credited: { seq: 0, reward: 0 } };
  const {
    contact: _contact,
    snapshot: _snapshot,
    shadow: _shadow,
    ...bare
  } = aSelectedVerdict({ fallback: true });
  const { accountId: _accountId, ...record } = aRecord({ verdict: bare });
  const sources: ContextSources = {
    fromRecord: { monthsOnBook: at('2026-11-23T06:00:00Z'), balanceUsd: at('2026-11-24T06:00:00Z') },
    unused: { paymentScore: { observedAt: at('2026-10-01T00:00:00Z'), why: 'stale' } },
  };
  const attributed = [
    { id: eventId('a-1'), type: 'payment', occurredAt: at('2026-11-25T09:00:00Z'), share: 1 / 3 },
  ];
  const rows = [
    maturedRow(aRecord({ sources }), aFullState({ ...credited, attributed })),
    maturedRow(record, aSettledState({ dispatch: 'not-required', ...credited })),
  ];
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  await expect(text).toMatchFileSnapshot('matured-rows.jsonl');
});
