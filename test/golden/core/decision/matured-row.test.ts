import { expect, test } from 'vitest';
import { maturedRow } from '../../../../src/core/decision/matured-row.ts';
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
  const rows = [
    maturedRow(aRecord(), aFullState(credited)),
    maturedRow(record, aSettledState({ dispatch: 'not-required', ...credited })),
  ];
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  await expect(text).toMatchFileSnapshot('matured-rows.jsonl');
});
