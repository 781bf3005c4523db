import { expect, test } from 'vitest';
import { readBatchLine } from '../../../src/contracts/batch-line.ts';
import { readProfileFile } from '../../../src/contracts/profile-file.ts';
import { InvalidInputError } from '../../../src/core/errors.ts';

const profile = {
  timeZones: ['America/New_York'],
  consents: { call: { status: 'granted', form: 'written' } },
  phones: [{ id: 'p-1', number: '+1 850 555 0100', place: 'personal' }],
  jurisdictions: ['US-NY-NYC'],
  contacts: [
    {
      channel: 'call',
      kind: 'sent',
      accountId: 'a-77',
      connected: false,
      start: '2026-11-24T14:00:00Z',
      end: '2026-11-24T14:00:00Z',
    },
  ],
};
const line = { key: 'k-1', borrower: { id: 'b-1', accountId: 'a-77' }, profile, context: {} };

test('a line has the facts that a profile file has, with its borrower and debt', () => {
  expect(readBatchLine(JSON.stringify(line))).toStrictEqual({
    key: 'k-1',
    profile: { ...readProfileFile(JSON.stringify(profile)), borrowerId: 'b-1' },
    accountId: 'a-77',
    context: {},
    exclude: [],
  });
});

test('a line about no debt names none', () => {
  const { accountId } = readBatchLine(JSON.stringify({ ...line, borrower: { id: 'b-1' } }));
  expect(accountId).toBeUndefined();
});

test('what is wrong with the facts is told under the line’s profile', () => {
  const wrong = { ...line, profile: { ...profile, jurisdictions: ['US-ZZ'] } };
  expect(() => readBatchLine(JSON.stringify(wrong))).toThrow(InvalidInputError);
  expect(() => readBatchLine(JSON.stringify(wrong))).toThrow('/profile/jurisdictions/0');
});
