import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { profileRequestSchema, profileResponseSchema } from '../../../src/contracts/borrower-profile.ts';
import { readProfileFile } from '../../../src/contracts/profile-file.ts';
import { HOLD_REASONS, LOAN_PRODUCTS } from '../../../src/core/rules/contact-profile.ts';
import { lambdaService } from '../../support/lambda-service.ts';

const page = await readFile(new URL('../../../docs/contact-profile.md', import.meta.url), 'utf8');
const example = /```json\n(.*?)```/s.exec(page)?.[1] ?? expect.unreachable();

describe('the page about the contact profile', () => {
  test('has an example with every member, and says of each what it means', () => {
    const members = Object.keys(profileRequestSchema.shape).sort();
    expect(Object.keys(JSON.parse(example)).sort()).toEqual(members);
    const rows = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(rows.toSorted((a = '', b = '') => (a < b ? -1 : 1))).toEqual(members);
    for (const word of [...HOLD_REASONS, ...LOAN_PRODUCTS]) expect(page).toContain(`\`${word}\``);
  });

  test('has an example that the service takes and gives back, but for the numbers', async () => {
    const service = lambdaService();
    const put = await service.call('PUT /v1/borrowers/{id}', { id: 'b-1', body: JSON.parse(example) });
    expect([put.status, put.body.phones]).toEqual([
      200,
      [
        expect.objectContaining({ id: 'mobile', areaCode: '850', line: 'mobile' }),
        expect.objectContaining({ id: 'office', areaCode: '212', permitted: true }),
        { id: 'old', areaCode: '305', line: 'unknown', place: 'personal', status: 'wrong-party' },
        { id: 'abroad', line: 'unknown', place: 'personal' },
      ],
    ]);
    expect(put.body).toMatchObject({
      filedAt: '2026-11-24T14:00:00.000Z',
      addresses: [{ zip: '32501' }],
      jurisdictions: ['US-FL', 'US-NY-NYC', 'US-NY'],
    });
    const got = await service.call('GET /v1/borrowers/{id}', { id: 'b-1' });
    expect(got.body).toEqual(put.body);
    expect(profileResponseSchema.parse(got.body)).toEqual(got.body);

    const { borrowerId: _id, version: _version, filedAt: _filedAt, ...shown } = got.body;
    const again = await service.call('PUT /v1/borrowers/{id}', { id: 'b-1', body: shown });
    expect(again.body).toEqual({ ...got.body, version: 2 });
  });

  test('has an example that stores nothing of a number but its area code', async () => {
    const { contacts, ...facts } = readProfileFile(example);
    expect(contacts).toEqual([]);
    expect(JSON.stringify(facts)).not.toMatch(/555|0100|0101|7946|1234/);
  });
});
