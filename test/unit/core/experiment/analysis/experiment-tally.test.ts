import { describe, expect, it } from 'vitest';
import type { ExperimentRow } from '../../../../../src/core/experiment/analysis/experiment-row.ts';
import { experimentTally } from '../../../../../src/core/experiment/analysis/experiment-tally.ts';
import { levelOf, levelsOfCuts } from '../../../../../src/core/experiment/analysis/segment-level.ts';
import { trialDay, trialRow, trialSettings } from '../../../../support/experiments/trial-rows.ts';

interface Given {
  readonly perVariant?: number;
  readonly treated?: (index: number) => number;
  readonly untreated?: (index: number) => number;
  readonly more?: (index: number, variant: string) => Partial<Parameters<typeof trialRow>[0]>;
}

/** One decision of each of so many borrowers of both variants, every other one by SMS as its propensity says. */
function rowsOf({
  perVariant = 40,
  treated = (index) => index % 4,
  untreated = (index) => index % 4,
  more = () => ({}),
}: Given = {}): ExperimentRow[] {
  return ['as-now', 'rules'].flatMap((variant) =>
    Array.from({ length: perVariant }, (_, index) =>
      trialRow({
        id: `${variant}-${index}`,
        borrower: `${variant}-${index}`,
        variant,
        day: 0,
        reward: variant === 'rules' ? treated(index) : untreated(index),
        contacted: index % 2 === 0,
        ...more(index, variant),
      }),
    ),
  );
}

function analyse(rows: readonly ExperimentRow[], settings = trialSettings()) {
  const tally = experimentTally(settings);
  tally.look(trialDay(0), rows);
  return tally.findings();
}

describe('the analysis of an experiment', () => {
  it('gives plain differences of means with their errors', () => {
    const { reading } = analyse(rowsOf({ treated: (index) => (index % 4) + 0.5 }));
    const [difference] = reading?.metrics[0]?.differences ?? [];
    expect(difference?.plain.estimate).toBeCloseTo(0.5, 12);
    // Both have 40 values with the variance 1.25·40/39.
    expect(difference?.plain.standardError).toBeCloseTo(Math.sqrt((2 * 1.25) / 39), 12);
    expect(difference?.units).toBe(80);
  });

  it('takes out what the model had foreseen', () => {
    const { reading } = analyse(
      rowsOf({
        treated: (index) => 2 * (index % 4) + ((index % 3) - 1) / 10 + 0.5,
        untreated: (index) => 2 * (index % 4) + ((index % 3) - 1) / 10,
        more: (index) => ({ predicted: index % 4 }),
      }),
    );
    const [difference] = reading?.metrics[0]?.differences ?? [];
    expect(difference?.adjusted.estimate).toBeCloseTo(0.5, 12);
    expect(difference?.adjusted.standardError).toBeLessThan(0.1 * (difference?.plain.standardError ?? 0));
  });

  it('is the plain difference where the model foresaw nothing', () => {
    const [difference] = analyse(rowsOf()).reading?.metrics[0]?.differences ?? [];
    const plain = difference?.plain.upper ?? Number.NaN;
    expect(difference?.adjusted.upper).toBeCloseTo(plain, 12);
    expect(difference?.pooled.upper).toBeCloseTo(plain, 12);
  });

  it('says nothing of fewer than thirty units', () => {
    const { reading } = analyse(rowsOf({ perVariant: 29 }));
    expect(reading?.metrics.flatMap(({ differences }) => differences)).toEqual([]);
    expect(reading?.verdicts).toMatchObject([{ group: 'rules', kind: 'too-few' }]);
    expect(reading?.verdicts[0]?.text).toContain('rules has 29 units');
  });

  it('counts a unit where it was first assigned, and tells that it moved', () => {
    const rows = rowsOf();
    const moved = trialRow({ id: 'z', borrower: 'as-now-0', variant: 'rules', day: 0, reward: 7 });
    const { groups, moved: count } = analyse([...rows, moved]);
    expect(count).toBe(1);
    expect(groups.map(({ units, decisions }) => [units, decisions])).toEqual([
      [40, 41],
      [40, 40],
    ]);
  });

  it('analyses periods and clusters as one unit each', () => {
    const { groups } = analyse(rowsOf({ more: (index, variant) => ({ unit: `${variant} ${index % 8}` }) }));
    expect(groups.map(({ units, decisions }) => [units, decisions])).toEqual([
      [8, 40],
      [8, 40],
    ]);
  });

  it('knows of a unit that came to a stopped variant, so that the ratio stays what it was meant to be', () => {
    const rows = rowsOf({ more: (_, variant) => ({ counts: variant === 'as-now' }) });
    const { groups, checks } = analyse(rows);
    expect(groups.map(({ assigned, units }) => [assigned, units])).toEqual([
      [40, 40],
      [40, 0],
    ]);
    expect(checks.sampleRatio?.failed).toBe(false);
  });

  it('withholds every estimate on a sample ratio mismatch, with the reason', () => {
    const rows = rowsOf({ perVariant: 100 }).filter((_, index) => index < 100 || index % 2 === 0);
    const { obstacles, reading, checks } = analyse(rows);
    expect(reading).toBeUndefined();
    expect(checks.sampleRatio?.pValue).toBeLessThan(0.01);
    expect(obstacles).toHaveLength(1);
    expect(obstacles[0]).toContain('Sample ratio mismatch: of the units, as-now has 100 (50 % was meant)');
  });

  it('withholds every estimate once the impossible was chosen', () => {
    const rows = rowsOf({
      more: (index, variant) => (index === 0 && variant === 'rules' ? { sms: 0, contacted: true } : {}),
    });
    const { obstacles, reading, checks } = analyse(rows);
    expect(reading).toBeUndefined();
    expect(
      checks.choices.filter(({ impossible }) => impossible > 0).map(({ arm, pValue }) => [arm, pValue]),
    ).toEqual([
      ['sms', 0],
      ['sms@evening', 0],
    ]);
    expect(obstacles[0]).toContain(
      'in rules, the channel sms was chosen 1 times although its probability was 0',
    );
  });

  it('tells segments apart by the first context, declared ones only', () => {
    const rows = rowsOf({
      perVariant: 120,
      treated: (index) => (index % 4) / 10 + (index % 2 === 0 ? 2 : 0),
      untreated: (index) => (index % 4) / 10,
      more: (index) => ({
        contacted: index % 4 < 2,
        context: { autopay: index % 2 === 0 ? 'yes' : 'no', balanceUsd: index },
      }),
    });
    const later = rows.map((row) => ({
      ...row,
      decisionId: `z ${row.decisionId}`,
      context: { autopay: 'no' },
    }));
    const settings = trialSettings({ segments: [{ feature: 'autopay' }] });
    const segments = analyse([...rows, ...later], settings).reading?.segments ?? [];
    expect(segments.map(({ level, units, isReal, differs }) => [level, units, isReal, differs])).toEqual([
      ['no', 120, false, true],
      ['yes', 120, true, true],
    ]);
    const [no, yes] = segments;
    expect(yes?.effect.estimate).toBeCloseTo(2, 12);
    expect(no?.effect.estimate).toBeCloseTo(0, 12);
    expect(yes?.contrast?.estimate).toBeCloseTo(2, 12);
  });

  it('says how many units it would take', () => {
    const { reading } = analyse(rowsOf({ treated: (index) => (index % 4) + 0.4 }));
    const [verdict] = reading?.verdicts ?? [];
    expect(verdict?.kind).toBe('unknown');
    expect(verdict?.moreUnits).toBeGreaterThan(100);
    // Eighty units came on the one day.
    expect(verdict?.moreDays).toBe(Math.ceil((verdict?.moreUnits ?? 0) / 80));
    expect(verdict?.text).toMatch(/^Not known yet: .* about [\d,]+ more units would show it: [\d,]+ days/);
  });

  it('allows for several variants', () => {
    // As many units are planned for each pair as for the two alone.
    const settings = trialSettings({ plannedUnits: 1500 });
    const groups = [...settings.compared.groups, { id: 'third', share: 1 }];
    const third = rowsOf()
      .slice(0, 40)
      .map((row, index) => ({
        ...row,
        decisionId: `third-${index}`,
        borrowerId: `third-${index}`,
        assignments: row.assignments.map((assignment) => ({ ...assignment, variant: 'third' })),
      }));
    const rows = [...rowsOf({ treated: (index) => (index % 4) + 0.5 }), ...third];
    const two = analyse(rowsOf({ treated: (index) => (index % 4) + 0.5 })).reading?.metrics[0];
    const three = analyse(rows, { ...settings, compared: { ...settings.compared, groups } }).reading
      ?.metrics[0];
    const widthOf = (reading: typeof two) => {
      const [first] = reading?.differences ?? [];
      return (first?.adjusted.upper ?? 0) - (first?.adjusted.lower ?? 0);
    };
    expect(three?.differences).toHaveLength(2);
    expect(widthOf(three)).toBeGreaterThan(widthOf(two));
    for (const { holm, adjusted } of three?.differences ?? []) {
      expect(holm).toBeGreaterThanOrEqual(adjusted.pValue);
    }
  });
});

describe('levels of a segment', () => {
  it('are words, or stretches between cuts', () => {
    const segment = { feature: 'daysPastDue', cuts: [60, 30] };
    const levels = [29, 30, 59.5, 60].map((days) => levelOf(segment, days));
    expect(levels).toEqual(['below 30', '30 to below 60', '30 to below 60', '60 or more']);
    expect(levelsOfCuts(segment)).toEqual(['below 30', '30 to below 60', '60 or more']);
    expect(levelOf({ feature: 'autopay' }, 'yes')).toBe('yes');
    expect(levelOf({ feature: 'autopay' }, undefined)).toBe('unknown');
    expect(levelOf({ feature: 'autopay' }, 3)).toBe('any number');
    expect(levelsOfCuts({ feature: 'autopay' })).toEqual([]);
  });
});
