import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { featuresDocument } from '../../../../cli/features/features-document.ts';
import { printFeatures } from '../../../../cli/features/print-features.ts';
import type { FeatureDriftReport } from '../../../../src/app/feature-drift.ts';
import type { FeatureWeek } from '../../../../src/core/monitoring/watch-features.ts';
import { week } from '../../../support/builders/identifiers.ts';

const FIRST = 2946;

function aWeek(number: number, psi: number, changes: Partial<FeatureWeek> = {}): FeatureWeek {
  return {
    week: week(FIRST + number),
    decisions: 500,
    psi,
    byChance: 0.02,
    missing: 0.1,
    stale: 0.05,
    fromRecord: 0.4,
    shares: [0.5, 0.5],
    ...changes,
  };
}

const REPORT: FeatureDriftReport = {
  reference: [{ week: week(FIRST), decisions: 4000 }],
  weeks: [1, 2].map((number) => ({ week: week(FIRST + number), decisions: 500 })),
  features: [
    {
      feature: 'balanceUsd',
      bins: ['to 100', 'above 100'],
      calendar: false,
      reference: { missing: 0, stale: 0, fromRecord: 0, shares: [0.9, 0.1] },
      weeks: [aWeek(1, 0.02, { stability: 'stable' }), aWeek(2, 0.71, { stability: 'shifted' })],
    },
    {
      feature: 'autopay',
      bins: ['no', 'yes'],
      calendar: false,
      reference: { missing: 0, stale: 0, fromRecord: 0, shares: [0.5, 0.5] },
      weeks: [aWeek(2, 0.31)],
    },
    {
      feature: 'dayOfMonth',
      bins: ['0 to 3', '4 to 7'],
      calendar: true,
      reference: { missing: 0, stale: 0, fromRecord: 0, shares: [0.5, 0.5] },
      weeks: [aWeek(2, 6.5)],
    },
  ],
};

function printed(report: FeatureDriftReport): string {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  printFeatures(report);
  return stripVTControlCharacters(text);
}

describe('rapport features', () => {
  afterEach(() => vi.restoreAllMocks());

  it('prints a line for each feature, and says which bin of a shifted one moved', () => {
    const text = printed(REPORT);
    expect(text).toMatch(/balanceUsd\s*│ shifted\s+│\s+0\.02 │\s+0\.71 │\s*10 % │\s*5 % │\s*40 %/);
    expect(text).toMatch(/autopay\s*│ too few\s+│\s*│\s+0\.31 │/);
    expect(text).toMatch(/dayOfMonth │ calendar │/);
    expect(text).toContain('→ balanceUsd: to 100 was 90 %, is 50 % in the week of 2026-07-06.');
    expect(text).toContain('against 4,000 decisions of the week of 2026-06-22.');
  });

  it('says so when there is nothing to compare', () => {
    expect(printed({ reference: [], weeks: [], features: [] })).toMatch(/decisions of two weeks/);
  });

  it('writes weeks as dates for other programs', () => {
    expect(featuresDocument(REPORT)).toMatchObject({
      reference: [{ week: '2026-06-22' }],
      weeks: [{ week: '2026-06-29' }, { week: '2026-07-06' }],
      features: [{ weeks: [{ week: '2026-06-29', psi: 0.02 }, { week: '2026-07-06' }] }, {}, {}],
    });
  });
});
