import type { TargetValue } from '../../core/evaluation/target-value.ts';
import { betterBy, type ValueFacts, type ValueGrounds } from '../../core/experiment/promotion/value-gate.ts';
import type { CandidateValue } from './search-log.ts';

/** The figures by which candidates are compared. */
export function candidateValue(target: TargetValue): CandidateValue {
  if (target.verdict === 'cannot-tell') {
    const { reasons, needs } = target;
    return { verdict: 'cannot-tell', reasons, needs: needs.words };
  }
  const { value, intervals, difference, diagnostics } = target;
  const { lower, upper } = intervals.anytime;
  return {
    verdict: 'tell',
    value,
    gain: {
      value: difference?.value ?? 0,
      lower: difference?.intervals.anytime.lower ?? Number.NEGATIVE_INFINITY,
      upper: difference?.intervals.anytime.upper ?? Number.POSITIVE_INFINITY,
    },
    lower,
    upper,
    effective: Math.floor(diagnostics.effectiveSampleSize),
  };
}

/** What the gate of a promotion goes by. @param champion What the champion earned on the same rows. */
export function valueFacts(found: CandidateValue, champion: number | undefined, level: number): ValueFacts {
  if (found.verdict === 'cannot-tell') return found;
  if (champion === undefined) {
    return { verdict: 'cannot-tell', reasons: ['The champion has no rows.'], needs: [] };
  }
  const { value, lower, gain } = found;
  return {
    verdict: 'tell',
    challenger: value,
    challengerLower: lower,
    champion,
    difference: { value: gain.value, lower: gain.lower },
    level,
  };
}

export function betterThan(
  found: CandidateValue,
  champion: number | undefined,
  level: number,
): ValueGrounds | undefined {
  return betterBy(valueFacts(found, champion, level));
}
