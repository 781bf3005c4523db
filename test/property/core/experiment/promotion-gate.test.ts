import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { FairnessFacts } from '../../../../src/core/experiment/promotion/fairness-gate.ts';
import type { HarmFacts } from '../../../../src/core/experiment/promotion/harm-gate.ts';
import {
  judgePromotion,
  PROMOTION_MARGINS,
  type PromotionFacts,
} from '../../../../src/core/experiment/promotion/promotion-gate.ts';

const reward = fc.double({ min: -2, max: 2, noNaN: true });
const rate = fc.double({ min: 0, max: 1, noNaN: true });

const told = fc.record(
  {
    verdict: fc.constant('tell' as const),
    challenger: reward,
    challengerLower: reward,
    champion: reward,
    difference: fc.record({ value: reward, lower: reward }),
    level: fc.constant(0.95),
  },
  { requiredKeys: ['verdict', 'challenger', 'champion', 'difference', 'level'] },
);
const untold = fc.constant({ verdict: 'cannot-tell' as const, reasons: ['Too few.'], needs: ['More.'] });

const harm: fc.Arbitrary<HarmFacts> = fc.oneof(
  fc.record({
    harm: fc.constant('complaint'),
    verdict: fc.constant('tell' as const),
    champion: rate,
    challenger: rate,
    lower: fc.double({ min: -1, max: 1, noNaN: true }),
  }),
  fc.constant({ harm: 'wrong-party', verdict: 'cannot-tell' as const, reasons: ['Too few.'] }),
  fc.record({
    harm: fc.constant('complaints'),
    verdict: fc.constant('guardrail' as const),
    breached: fc.boolean(),
    words: fc.constant('Seen.'),
  }),
);

const waiver = fc.option(fc.constant('no groups are known'), { nil: undefined });
const group = fc.record(
  {
    group: fc.constantFrom('a', 'b', 'c'),
    rows: fc.nat(),
    contact: fc.record({ champion: rate, challenger: rate }),
    value: fc.record({ champion: reward, challenger: reward }),
  },
  { requiredKeys: ['group', 'rows', 'contact'] },
);
const fairness: fc.Arbitrary<FairnessFacts> = fc
  .tuple(fc.option(fc.uniqueArray(group, { selector: (each) => each.group }), { nil: undefined }), waiver)
  .map(([groups, why]) => ({
    ...(groups === undefined ? { kind: 'not-judged' as const } : { kind: 'judged' as const, groups }),
    ...(why === undefined ? {} : { waiver: why }),
  }));

const facts: fc.Arbitrary<PromotionFacts> = fc.record(
  {
    champion: fc.record({ strategy: fc.constant('linucb'), share: rate }),
    value: fc.oneof({ weight: 4, arbitrary: told }, { weight: 1, arbitrary: untold }),
    harms: fc.array(harm, { maxLength: 2 }),
    fairness,
  },
  { requiredKeys: ['value', 'harms', 'fairness'] },
);

describe('the promotion gate', () => {
  test.prop([facts])('never passes what is not surely better than the champion', ({ value, ...rest }) => {
    const { passed } = judgePromotion({ value, ...rest });
    const isBetter =
      value.verdict === 'tell' &&
      (value.difference.lower > 0 || (value.challengerLower ?? Number.NEGATIVE_INFINITY) > value.champion);
    if (!isBetter) expect(passed).toBe(false);
  });

  test.prop([facts])('passes only if each harm, each group and the evidence pass by themselves', (given) => {
    const { passed, findings } = judgePromotion(given);
    const { harm: margin, fairness: margins } = PROMOTION_MARGINS;
    const harmless =
      given.harms.length > 0 &&
      given.harms.every((each) =>
        each.verdict === 'tell'
          ? each.challenger - each.champion <= margin && each.lower <= margin
          : each.verdict === 'guardrail' && !each.breached,
      );
    const { fairness: fair } = given;
    const groups = fair.kind === 'judged' && fair.groups.length > 1 ? fair.groups : undefined;
    const lowest = (side: 'champion' | 'challenger') =>
      Math.min(...(groups ?? []).map(({ contact }) => contact[side]));
    const nobodyForgotten =
      groups === undefined
        ? fair.waiver !== undefined
        : lowest('challenger') >= lowest('champion') - margins.contact &&
          (fair.waiver !== undefined || groups.every(({ value }) => value !== undefined));
    if (!harmless || !nobodyForgotten || (given.champion?.share ?? 1) < 0.8) expect(passed).toBe(false);
    expect(passed).toBe(findings.every((finding) => finding.passed));
  });

  test.prop([facts, fc.double({ min: 0, max: 1, noNaN: true })])(
    'never lets a challenger pass for earning less or harming more',
    (given, worse) => {
      if (judgePromotion(given).passed) return;
      const { value, harms } = given;
      const poorer =
        value.verdict === 'cannot-tell'
          ? value
          : {
              ...value,
              ...(value.challengerLower === undefined
                ? {}
                : { challengerLower: value.challengerLower - worse }),
              difference: { ...value.difference, lower: value.difference.lower - worse },
            };
      const rougher = harms.map((each) =>
        each.verdict === 'tell'
          ? { ...each, challenger: each.challenger + worse, lower: each.lower + worse }
          : each,
      );
      expect(judgePromotion({ ...given, value: poorer, harms: rougher }).passed).toBe(false);
    },
  );

  test.prop([facts])('says why it refuses, and what would do', (given) => {
    for (const finding of judgePromotion(given).findings) {
      expect(finding.words).not.toMatch(/NaN|undefined/);
      if (!finding.passed) expect(finding.remedy).toMatch(/\w/);
    }
  });
});
