import { describe, expect, test } from 'vitest';
import type { BakeoffFindings, PolicyOnSet, SetFindings } from '../../../bench/bakeoff/findings.ts';
import { asTheyCome, drawing, rankPolicies } from '../../../bench/bakeoff/summarise.ts';
import { verdicts } from '../../../bench/bakeoff/tables.ts';

function played(policy: string, library: string, loss: number): PolicyOnSet {
  const estimate = { value: loss, lower: loss, upper: loss };
  return {
    policy,
    library,
    hindsight: false,
    rows: 10,
    loss: estimate,
    losses: [loss],
    seconds: 1,
    curve: [],
  };
}

function setOf(policies: readonly PolicyOnSet[]): SetFindings {
  return {
    name: 'a',
    rows: 10,
    classes: 2,
    features: 3,
    uniformLoss: 0.5,
    constantLoss: 0.4,
    supervised: played('supervised', 'rapport', 0.1),
    policies,
  };
}

describe('what is said of the default strategy', () => {
  const sets = [
    setOf([
      played('river-linucb', 'river', 0.1),
      played('pooled-linucb', 'rapport', 0.2),
      played('river-linucb (straight)', 'river', 0.3),
      played('vw-bag (raw)', 'vowpalwabbit', 0.4),
    ]),
  ];

  test('leaves out of the second rank what peers did with our knots, and nothing else', () => {
    const [left] = asTheyCome(sets);
    expect(left?.policies.map(({ policy }) => policy)).toEqual([
      'pooled-linucb',
      'river-linucb (straight)',
      'vw-bag (raw)',
    ]);
  });

  test('names every rank, the least flattering first', () => {
    const findings = {
      defaultStrategy: 'pooled-linucb',
      duels: [],
      ranks: rankPolicies(sets, 1),
      ranksOfDrawing: rankPolicies(drawing(sets), 1),
      ranksAsTheyCome: rankPolicies(asTheyCome(sets), 1),
    } as unknown as BakeoffFindings;
    expect(verdicts(findings)).toEqual([
      'Average rank of pooled-linucb over 4 policies: 2.00 (2.00 … 2.00), place 2 behind river-linucb (1.00), which is not within its interval.',
      'Average rank of pooled-linucb over 2 policies that draw from a distribution: 1.00 (1.00 … 1.00), first.',
      'Average rank of pooled-linucb over 3 policies, no peer being given our knots: 1.00 (1.00 … 1.00), first.',
    ]);
  });
});
