import { describe, expect, it } from 'vitest';
import type { Experiment } from '../../../../src/core/experiment/experiment.ts';
import type { Exposure } from '../../../../src/core/experiment/exposure.ts';
import type { Guardrail } from '../../../../src/core/experiment/guardrail.ts';
import type { VariantId } from '../../../../src/core/identifiers.ts';
import { anExposure, CONTROL, judged, TRIED } from '../../../support/builders/exposures.ts';
import { anExperiment } from '../../../support/builders/policy-books.ts';

const COMPLAINTS: Guardrail = { id: 'complaints', kind: 'harm', events: ['complaint'], level: 0.05 };
const OTHER = 'other' as VariantId;

function guarded(guardrail: Guardrail, overrides: Partial<Experiment> = {}): Experiment {
  return anExperiment({ guardrails: [guardrail], ...overrides });
}

/** So many borrowers in the variant, of whom the first so many complained. */
function group(variant: VariantId, borrowers: number, harmed = 0, unit?: (n: number) => string): Exposure[] {
  return Array.from({ length: borrowers }, (_, n) => {
    const assigned = unit === undefined ? {} : { unit: unit(n) };
    return anExposure(`${variant} ${n}`, { variant, ...assigned }, n < harmed ? ['complaint'] : []);
  });
}

describe('judge guardrails', () => {
  it('compares with the control by the shares that were declared, not by who has come so far', () => {
    const exposures = [...group(TRIED, 360, 90), ...group(CONTROL, 120, 30)];
    const threeToOne = anExperiment({}).variants.map((each) => ({
      ...each,
      share: each.id === TRIED ? 3 : 1,
    }));
    const guardrail: Guardrail = { ...COMPLAINTS, mostTimesControl: 1.5 };
    expect(judged(guarded(guardrail), exposures)).toMatchObject([{ estimate: 3, breached: true }]);
    expect(judged(guarded(guardrail, { variants: threeToOne }), exposures)).toMatchObject([
      { estimate: 1, breached: false },
    ]);
  });

  it('divides the level by all checks of a guardrail, and judges rates of the control too', () => {
    const variants = [
      ...anExperiment().variants,
      { id: OTHER, share: 1, policy: { kind: 'uniform' as const } },
    ];
    const guardrail: Guardrail = { ...COMPLAINTS, mostTimesControl: 1.5, mostRate: 0.1 };
    const verdicts = judged(guarded(guardrail, { variants }), group(CONTROL, 60, 30));
    expect(verdicts.map(({ measure, variant }) => [measure, variant])).toEqual([
      ['times-control', TRIED],
      ['times-control', OTHER],
      ['rate', CONTROL],
      ['rate', TRIED],
      ['rate', OTHER],
    ]);
    for (const { level } of verdicts) expect(level).toBeCloseTo(0.01, 12);
    expect(verdicts.filter(({ breached }) => breached).map(({ variant }) => variant)).toEqual([CONTROL]);
    expect(verdicts[2]?.words).toMatch(
      /^complaints: 30 of 60 borrowers, surely at least \d+\.\d % where 10\.0 % is allowed; level 0\.05 over 5 checks$/,
    );
  });

  it('says nothing of variants that nobody met with', () => {
    const guardrails: Guardrail[] = [
      { ...COMPLAINTS, mostTimesControl: 1.5, mostRate: 0.1 },
      { id: 'contacts', kind: 'intensity', mostTimesControl: 1.5, level: 0.05 },
      { id: 'slow', kind: 'latency', slowerThanMs: 100, mostRate: 0.1, level: 0.05 },
    ];
    for (const { bound, estimate, breached } of judged(anExperiment({ guardrails }), [])) {
      expect({ bound, estimate, breached }).toEqual({ bound: 0, estimate: null, breached: false });
    }
  });

  it('needs many clusters, whatever happened in a few of them', () => {
    const guardrail: Guardrail = { ...COMPLAINTS, mostTimesControl: 1.5, mostRate: 0.2 };
    const experiment = guarded(guardrail, { design: { kind: 'cluster', by: 'branch' } });
    const branches = (variant: VariantId, count: number, harmed: number) =>
      group(variant, 400, harmed, (n) => `${variant} ${n % count}`);
    const verdictsOf = (count: number) =>
      judged(experiment, [...branches(TRIED, count, 300), ...branches(CONTROL, count, 20)])
        .filter(({ variant }) => variant === TRIED)
        .map(({ breached, bound }) => [breached, bound > 0]);
    expect(verdictsOf(19)).toEqual([
      [false, false],
      [false, false],
    ]);
    expect(verdictsOf(100)).toEqual([
      [true, true],
      [true, true],
    ]);
  });

  it('keeps a level of a half or more to what one-sided bounds can do', () => {
    const [verdict] = judged(guarded({ ...COMPLAINTS, mostRate: 0.1, level: 0.99 }), group(TRIED, 10, 1));
    expect(verdict?.level).toBeLessThan(0.5);
    expect(verdict?.breached).toBe(false);
  });

  it('judges a holdout of a single variant by its rate alone', () => {
    const holdout = { role: 'holdout' as const, variants: anExperiment().variants.slice(0, 1) };
    const guardrail: Guardrail = { ...COMPLAINTS, mostTimesControl: 1.5, mostRate: 0.1 };
    const verdicts = judged(guarded(guardrail, holdout), group(CONTROL, 60, 30));
    expect(verdicts).toMatchObject([{ measure: 'rate', variant: CONTROL, level: 0.05, breached: true }]);
  });
});
