import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { BakeoffFindings, PolicyOnSet } from '../../../bench/bakeoff/findings.ts';
import { reportPage } from '../../../bench/report/page.ts';
import { spreadLabels } from '../../../bench/report/spread-labels.ts';
import { linearAxis, logAxis } from '../../../cli/page/axis.ts';

const policyOn = (policy: string, library: string, loss: number): PolicyOnSet => ({
  policy,
  library,
  hindsight: false,
  rows: 1000,
  loss: { value: loss, lower: loss - 0.01, upper: loss + 0.01 },
  losses: [loss, loss],
  seconds: 1,
  curve: [
    [10, 0.9],
    [100, (0.9 + loss) / 2],
    [1000, loss],
  ],
});

const POLICIES = [
  policyOn('pooled-linucb', 'rapport', 0.2),
  policyOn('linucb', 'rapport', 0.21),
  policyOn('vw-bag', 'vowpalwabbit', 0.211),
  policyOn('vw-bag (raw)', 'vowpalwabbit', 0.5),
  policyOn('mabwiser-linucb', 'mabwiser', 0.19),
];

const FINDINGS: BakeoffFindings = {
  command: 'npm run bench:bakeoff',
  commit: 'abc1234',
  machine: 'a machine',
  defaultStrategy: 'pooled-linucb',
  settings: {
    learning: { ridge: 1, scales: 'fitted' },
    exploration: { beta: 2, epsilon: { start: 0.05, floor: 0.02, halfway: 5000 }, gamma: 10 },
  },
  shuffles: 2,
  sets: [
    {
      name: 'a <b> & "c"',
      rows: 1000,
      classes: 3,
      features: 5,
      uniformLoss: 2 / 3,
      constantLoss: 0.6,
      supervised: policyOn('supervised', 'rapport', 0.1),
      policies: POLICIES,
    },
  ],
  ranks: POLICIES.map(({ policy }, place) => ({ policy, value: place + 1, lower: 1, upper: 5 })),
  ranksAsTheyCome: [],
  ranksOfDrawing: [],
  duels: [{ set: 'a', ours: 0.2, theirs: 0.211, their: 'vw-bag', won: true }],
  absent: ['river-linucb'],
};

describe('the report', () => {
  const page = reportPage({ bakeoff: FINDINGS });

  test('draws a named line for each policy and reference', () => {
    for (const { policy, loss } of POLICIES) {
      expect(page).toContain(`<title>${policy} ${loss.value.toFixed(4)}</title>`);
    }
    expect(page.match(/<g class="series /g)).toHaveLength(POLICIES.length + 3);
    expect(page.match(/<g class="series own"/g)).toHaveLength(1);
    expect(page.match(/<g class="rank/g)).toHaveLength(POLICIES.length);
  });

  test('lists each policy’s loss in a table, the default picked out', () => {
    expect(page).toContain('<td>vw-bag</td><td>vowpalwabbit</td><td class="number">0.2110 ± 0.0100</td>');
    expect(page).toContain('<tr class="own"><td>pooled-linucb</td>');
  });

  test('says what names say, without letting them be markup', () => {
    expect(page).toContain('a &lt;b&gt; &amp; &quot;c&quot;');
    expect(page).not.toContain('a <b>');
  });

  test('needs nothing from elsewhere and has no position that is not a number', () => {
    expect(page).not.toMatch(/https?:|<script|<link|NaN|Infinity|undefined/);
  });

  test('leaves out what was not run', () => {
    expect(page).not.toContain('Outreach worlds');
    expect(reportPage({})).not.toContain('<svg');
  });
});

describe('labels', () => {
  test.prop([fc.array(fc.integer({ min: -50, max: 450 }), { minLength: 1, maxLength: 25 })])(
    'keep their order, their distance and the frame',
    (wanted) => {
      const placed = spreadLabels(wanted, 13, 0, 400);
      const sorted = [...placed].sort((a, b) => a - b);
      expect(Math.min(...placed)).toBeGreaterThanOrEqual(-1e-9);
      expect(Math.max(...placed)).toBeLessThanOrEqual(400 + 1e-9);
      sorted.slice(1).forEach((position, place) => {
        expect(position - (sorted[place] ?? 0)).toBeGreaterThanOrEqual(13 - 1e-9);
      });
      wanted.forEach((one, a) => {
        wanted.forEach((other, b) => {
          if (one < other) expect(placed[a]).toBeLessThan(placed[b] ?? 0);
        });
      });
    },
  );

  test('stay where they belong when there is room', () => {
    expect(spreadLabels([10, 100, 50], 13, 0, 400)).toEqual([10, 100, 50]);
  });

  test('come closer when there is none', () => {
    expect(spreadLabels([0, 0, 0, 0, 0], 13, 0, 20)).toEqual([0, 5, 10, 15, 20]);
  });
});

describe('axes', () => {
  test('a logarithmic one lays equal ratios equally far apart and marks round values', () => {
    const { place, ticks } = logAxis(10, 1000, 0, 200);
    expect([place(10), place(100), place(1000)].map(Math.round)).toEqual([0, 100, 200]);
    expect(ticks).toEqual([10, 20, 50, 100, 200, 500, 1000]);
  });

  test('a linear one marks about five round values within its ends', () => {
    const { place, ticks } = linearAxis(0.28, 0.61, 400, 0);
    expect(ticks.map((tick) => Number(tick.toFixed(6)))).toEqual([0.3, 0.4, 0.5, 0.6]);
    expect(place(0.28)).toBe(400);
    expect(place(0.61)).toBe(0);
  });
});
