import { expect, test } from 'vitest';
import type { BorrowerId } from '../../../src/core/identifiers.ts';
import { DAY_MS, type Instant, parseInstant, plusMs } from '../../../src/core/time/instant.ts';
import { ContactCheck } from '../../soak/contact-check.ts';
import { aRecord, aSelectedVerdict } from '../../support/builders/record-builder.ts';
import { aState } from '../../support/builders/state-builder.ts';

const NOON = parseInstant('2026-10-05T16:00:00Z');

/** What the check finds of texts to the borrower in Boston, confirmed at these times. */
function findingsOf(times: readonly Instant[]) {
  const check = new ContactCheck();
  for (const sentAt of times) {
    const record = { ...aRecord(), borrowerId: 'soak-1' as BorrowerId, verdict: aSelectedVerdict() };
    check.add(record, aState({ dispatch: 'confirmed', sentAt }));
  }
  return check.findings();
}

test('two texts within seven days to Boston are no fault, a third one is', () => {
  expect(findingsOf([NOON, plusMs(NOON, DAY_MS)])).toMatchObject({ contacts: 2, exceeded: [], untimely: [] });
  const third = plusMs(NOON, 6 * DAY_MS);
  expect(findingsOf([NOON, plusMs(NOON, DAY_MS), third]).exceeded.length).toBeGreaterThan(0);
  expect(findingsOf([NOON, plusMs(NOON, DAY_MS), plusMs(NOON, 7 * DAY_MS)]).exceeded).toEqual([]);
});

test('a text at 21:00 is a fault, one at 20:59:59 is none', () => {
  const nine = parseInstant('2026-10-06T01:00:00Z');
  expect(findingsOf([nine]).untimely).toHaveLength(1);
  expect(findingsOf([plusMs(nine, -1000)]).untimely).toEqual([]);
});
