import { describe, expect, test } from 'vitest';
import { makeLawBooks } from '../../../support/contact-law/law-books.ts';
import { addFindings, runBlock } from '../../../support/contact-law/run-block.ts';

const BLOCKS = 20;
const BLOCK_SIZE = 1_000;

describe('the rule engine against an independent reading of the law (npm run test:rules for a million)', () => {
  const findings = Array.from({ length: BLOCKS }, (_, number) =>
    runBlock({ seed: 2026, number, cases: BLOCK_SIZE }),
  ).reduce(addFindings);

  test('20,000 contacts near the edges of the rules are judged alike, and no open window holds an unlawful instant', () => {
    expect(findings.dumps).toEqual([]);
    expect(findings.disagreements).toBe(0);
  });

  test('the cases are worth judging: about half are lawful, and the commonest provisions decide many', () => {
    expect(findings.allowed / findings.cases).toBeGreaterThan(0.4);
    expect(findings.allowed / findings.cases).toBeLessThan(0.7);
    for (const provision of [
      'F1 8 to 21',
      'F7 conversation',
      'S9 MA 2 in 7',
      'S11 NYC 3 in 7',
      'F26 unchecked',
    ]) {
      expect(findings.decided.get(provision), provision).toBeGreaterThan(5);
    }
  });
});

describe('the comparison itself', () => {
  // One figure of one rule wrong, as a slip in the data would be.
  test.each([
    ['us-fed-regf-inconvenient-time', { hours: [{ days: everyDay(), start: '08:00', end: '21:01' }] }],
    ['us-fed-regf-call-frequency', { limit: 8 }],
    ['us-fed-regf-call-after-conversation', { days: 6 }],
    ['us-ma-collection-frequency', { limit: 3 }],
    ['us-ny-nyc-contact-frequency', { together: ['call'] }],
    ['us-ny-nyc-contact-frequency-before', { days: 6 }],
  ])('finds %s with %o', (id, parameters) => {
    const books = makeLawBooks((rule) =>
      rule.id === id ? ({ ...rule, parameters: { ...rule.parameters, ...parameters } } as typeof rule) : rule,
    );
    let disagreements = 0;
    for (let number = 0; disagreements === 0 && number < 3 * BLOCKS; number += 1) {
      disagreements += runBlock({ seed: 7, number, cases: BLOCK_SIZE }, books).disagreements;
    }
    expect(disagreements).toBeGreaterThan(0);
  });
});

function everyDay(): string[] {
  return ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
}
