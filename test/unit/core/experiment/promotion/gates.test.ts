import { describe, expect, it } from 'vitest';
import {
  belowFourFifths,
  type GroupFacts,
  judgeFairness,
} from '../../../../../src/core/experiment/promotion/fairness-gate.ts';
import { judgeHarms } from '../../../../../src/core/experiment/promotion/harm-gate.ts';
import { judgePromotion } from '../../../../../src/core/experiment/promotion/promotion-gate.ts';
import { betterBy, judgeValue } from '../../../../../src/core/experiment/promotion/value-gate.ts';

const BETTER = {
  verdict: 'tell',
  challenger: 0.5,
  challengerLower: 0.35,
  champion: 0.3,
  difference: { value: 0.2, lower: 0.08 },
  level: 0.95,
} as const;
const HARMLESS = {
  harm: 'complaint',
  verdict: 'tell',
  champion: 0.01,
  challenger: 0.012,
  lower: -0.01,
} as const;
const MARGINS = { contact: 0.05, value: 0.02 };

function group(
  name: string,
  contact: readonly [number, number],
  value?: readonly [number, number],
): GroupFacts {
  return {
    group: name,
    rows: 100,
    contact: { champion: contact[0], challenger: contact[1] },
    ...(value === undefined ? {} : { value: { champion: value[0], challenger: value[1] } }),
  };
}

describe('the value gate', () => {
  it('passes by the lower bound, by the difference, or not at all', () => {
    expect(betterBy(BETTER)).toBe('lower-bound');
    expect(betterBy({ ...BETTER, challengerLower: 0.3 })).toBe('difference');
    expect(
      betterBy({ ...BETTER, challengerLower: 0.3, difference: { value: 0.2, lower: 0 } }),
    ).toBeUndefined();
    expect(judgeValue({ ...BETTER, challengerLower: 0.3 }).at(-1)?.words).toBe(
      'It is worth at least 0.0800 more than the champion (95 %), which earned 0.3000.',
    );
  });

  it('hands on why nothing can be told, and what would do', () => {
    const needs = ['Collect about 900 rows like these in all.'];
    expect(judgeValue({ verdict: 'cannot-tell', reasons: ['Too few.'], needs })).toEqual([
      {
        gate: 'evidence',
        passed: false,
        words: "It can't be told what the policy is worth: Too few.",
        remedy: needs[0],
      },
    ]);
  });
});

describe('the harm gate', () => {
  it('tells what is surely, likely and not likely to happen more often', () => {
    const likely = { ...HARMLESS, challenger: 0.02, lower: -0.001 };
    const surely = { ...HARMLESS, challenger: 0.05, lower: 0.02 };
    const [fine, second, third] = judgeHarms([HARMLESS, likely, surely], 0.005);
    expect(fine).toMatchObject({ passed: true, subject: 'complaint' });
    expect(second).toMatchObject({ passed: false, words: expect.stringContaining('likely') });
    expect(third).toMatchObject({ passed: false, words: expect.stringContaining('surely') });
  });

  it('does not pass when nothing was watched', () => {
    expect(judgeHarms([], 0.005)).toMatchObject([{ passed: false }]);
  });
});

describe('the fairness gate', () => {
  it('compares those who fare worst with those who fare worst now, whoever they are', () => {
    const swapped = [group('a', [0.5, 0.8], [0.2, 0.4]), group('b', [0.8, 0.5], [0.4, 0.2])];
    expect(judgeFairness({ kind: 'judged', groups: swapped }, MARGINS).every(({ passed }) => passed)).toBe(
      true,
    );
    const fallen = [group('a', [0.5, 0.44], [0.2, 0.17]), group('b', [0.8, 0.9], [0.4, 0.9])];
    expect(judgeFairness({ kind: 'judged', groups: fallen }, MARGINS)).toMatchObject([
      { subject: 'contact', passed: false },
      { subject: 'value', passed: false },
    ]);
  });

  it('flags contact rates below four fifths of the highest', () => {
    const groups = [group('a', [0.5, 0.63]), group('b', [0.5, 0.65]), group('c', [0.5, 0.8])];
    expect(belowFourFifths(groups)).toEqual(['a']);
  });

  it('waives with a reason what was not judged, and never what was judged unfair', () => {
    expect(judgeFairness({ kind: 'not-judged' }, MARGINS)).toMatchObject([{ passed: false }]);
    expect(judgeFairness({ kind: 'not-judged', waiver: 'none known' }, MARGINS)).toMatchObject([
      { passed: true, words: 'Fairness was not judged. Waived: none known' },
    ]);
    const groups = [group('a', [0.5, 0.1], [0.2, 0.2]), group('b', [0.5, 0.5])];
    const [contact, value, rest] = judgeFairness({ kind: 'judged', groups, waiver: 'small' }, MARGINS);
    expect([contact?.passed, value?.passed, rest?.passed]).toEqual([false, true, true]);
  });
});

describe('the promotion gate', () => {
  const facts = {
    value: BETTER,
    harms: [HARMLESS],
    fairness: { kind: 'not-judged', waiver: 'none known' },
  } as const;

  it('passes what every gate lets pass', () => {
    expect(judgePromotion(facts).passed).toBe(true);
  });

  it('refuses to compare with others than who is served', () => {
    const verdict = judgePromotion({ ...facts, champion: { strategy: 'linucb', share: 0.4 } });
    expect(verdict.passed).toBe(false);
    expect(verdict.findings[0]?.words).toMatch(/^Only 40 % of the decisions/);
  });
});
