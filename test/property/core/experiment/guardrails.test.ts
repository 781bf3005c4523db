import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Exposure } from '../../../../src/core/experiment/exposure.ts';
import { excessHarm } from '../../../../src/core/experiment/guardrails/excess-harm.ts';
import { mergeExposures } from '../../../../src/core/experiment/merge-exposures.ts';
import {
  anExposedDecision,
  anExposure,
  CONTROL,
  countsOf,
  judged,
  TRIED,
} from '../../../support/builders/exposures.ts';
import { anExperiment } from '../../../support/builders/policy-books.ts';

const variant = fc.constantFrom(CONTROL, TRIED);
const harms = fc.uniqueArray(fc.constantFrom('complaint', 'wrong-party', 'opened'), { maxLength: 3 });
const decision = fc.record({ variant, contact: fc.boolean(), slow: fc.boolean() });
/** Borrowers with a decision each, and what happened to them. */
const exposures = fc
  .array(fc.tuple(decision, harms), { maxLength: 60 })
  .map((all) => all.map(([each, events], n) => anExposure(`b-${n}`, each, events)));

const EXPERIMENT = anExperiment({
  guardrails: [
    {
      id: 'complaints',
      kind: 'harm',
      events: ['complaint'],
      mostTimesControl: 1.5,
      mostRate: 0.2,
      level: 0.3,
    },
    { id: 'strangers', kind: 'harm', events: ['wrong-party'], mostTimesControl: 1.2, level: 0.3 },
    { id: 'contacts', kind: 'intensity', mostTimesControl: 1.5, level: 0.3 },
    { id: 'slow', kind: 'latency', slowerThanMs: 200, mostRate: 0.3, level: 0.3 },
  ],
});

describe('guardrails', () => {
  test.prop([exposures, fc.func(fc.integer())])('do not mind the order of borrowers', (all, rank) => {
    const shuffled = all.toSorted((a, b) => rank(a.borrowerId) - rank(b.borrowerId));
    const [one, other] = [judged(EXPERIMENT, all), judged(EXPERIMENT, shuffled)];
    expect(other.map(({ breached, words }) => [breached, words])).toEqual(
      one.map(({ breached, words }) => [breached, words]),
    );
  });

  test.prop([exposures, fc.nat(), fc.constantFrom('complaint', 'wrong-party')])(
    'never take a breach back, nor lower a bound, for more harm in the variant',
    (all, which, type) => {
      const tried = all.filter((each) => each.decisions[0]?.variant === TRIED);
      const victim = tried[which % Math.max(1, tried.length)];
      fc.pre(victim !== undefined);
      const worse = all.map((each) =>
        each === victim ? { ...each, harms: [...each.harms, { id: harmId, type }] } : each,
      );
      const [before, after] = [judged(EXPERIMENT, all), judged(EXPERIMENT, worse)];
      for (const [index, verdict] of before.entries()) {
        if (verdict.variant !== TRIED) continue;
        expect(Number(after[index]?.breached)).toBeGreaterThanOrEqual(Number(verdict.breached));
        expect(after[index]?.bound).toBeGreaterThanOrEqual(verdict.bound - 1e-9);
      }
    },
  );

  test.prop([exposures])('count no borrower twice for a second event of the same types', (all) => {
    const twice = all.map((each): Exposure => ({ ...each, harms: each.harms.flatMap(doubled) }));
    expect(judged(EXPERIMENT, twice)).toEqual(judged(EXPERIMENT, all));
  });

  test.prop([exposures])('bound no more than was seen, and tell it with finite numbers', (all) => {
    for (const { bound, estimate } of judged(EXPERIMENT, all)) {
      expect(Number.isFinite(bound)).toBe(true);
      if (estimate !== null) expect(bound).toBeLessThanOrEqual(estimate + 1e-9);
    }
  });

  test.prop([exposures])('find no excess harm where all is as in the control', (all) => {
    const mirrored = all.flatMap((each, n) =>
      [CONTROL, TRIED].map((one) =>
        anExposure(
          `m-${n}-${one}`,
          { variant: one },
          each.harms.map(({ type }) => type),
        ),
      ),
    );
    expect(excessHarm(EXPERIMENT, countsOf(EXPERIMENT, mirrored), 0)).toBeCloseTo(0, 9);
  });
});

describe('exposures of one decision', () => {
  test.prop([
    fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.boolean()), { maxLength: 12 }),
    fc.func(fc.integer()),
  ])('merge to the same in any order and any number of times', (noted, rank) => {
    const rows = noted.map(([id, slow]) => anExposedDecision(id, { slow }));
    const merged = mergeExposures(rows);
    expect(mergeExposures(rows.toSorted((a, b) => rank(a) - rank(b)))).toEqual(merged);
    expect(mergeExposures([...merged, ...rows, ...merged])).toEqual(merged);
    expect(new Set(merged.map(({ decisionId }) => decisionId)).size).toBe(merged.length);
  });
});

const harmId = 'one more' as Exposure['harms'][number]['id'];

function doubled(harm: Exposure['harms'][number]): Exposure['harms'][number][] {
  return [harm, { ...harm, id: `${harm.id} again` as typeof harm.id }];
}
