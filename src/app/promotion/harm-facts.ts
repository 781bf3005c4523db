import type { TargetPolicy } from '../../core/evaluation/target-policy.ts';
import type { HarmFacts } from '../../core/experiment/promotion/harm-gate.ts';
import type { PastRow } from '../search/past-row.ts';
import { type PartValuation, valuePart } from '../search/value-part.ts';

/** How often each harm would follow a decision of the policy, by the estimators that value it: the harm is the reward. */
export function harmFacts(
  part: Omit<PartValuation, 'range'>,
  harms: readonly string[],
  policy: TargetPolicy<PastRow>,
): readonly HarmFacts[] {
  return harms.map((harm): HarmFacts => {
    const rows = part.rows.map((row) => ({ ...row, reward: row.events.has(harm) ? 1 : 0 }));
    const { logged, targets } = valuePart({ ...part, rows, range: { lower: 0, upper: 1 } }, [policy]);
    const [found] = targets;
    if (found === undefined || found.verdict === 'cannot-tell' || logged === undefined) {
      return { harm, verdict: 'cannot-tell', reasons: found?.verdict === 'cannot-tell' ? found.reasons : [] };
    }
    const { value, difference } = found;
    const lower = difference?.intervals.anytime.lower ?? Number.NEGATIVE_INFINITY;
    return { harm, verdict: 'tell', champion: logged.value, challenger: value, lower };
  });
}
