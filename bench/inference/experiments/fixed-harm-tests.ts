import { FIELDS, type VariantCounts } from '../../../src/core/experiment/guardrails/unit-counts.ts';
import { normalQuantile } from '../../../src/core/inference/normal-distribution.ts';
import { at } from '../../../src/core/linear-algebra/at.ts';
import { MOST_CONTACTS, MOST_RATE, MOST_TIMES_CONTROL } from './harm-experiment.ts';
import { LEVEL } from './scenario.ts';

/** Fewer harmed borrowers, or borrowers, than these and no z-test is made. */
const LEAST_HARMED = 5;
const LEAST_BORROWERS = 30;

const CRITICAL = normalQuantile(1 - LEVEL);

/** One-sided z-test of a harm's rate against so many times the control's. */
export function isTimesControl(variant: VariantCounts, control: VariantCounts, watch: number): boolean {
  const [mine, theirs] = [rateOf(variant, watch), rateOf(control, watch)];
  if (Math.min(mine.harmed, theirs.harmed) < LEAST_HARMED) return false;
  const error = Math.hypot(mine.error, MOST_TIMES_CONTROL * theirs.error);
  return mine.rate - MOST_TIMES_CONTROL * theirs.rate > CRITICAL * error;
}

/** One-sided z-tests of a harm's rate in either variant, at half of the level each. */
export function isAboveRate(variants: readonly VariantCounts[], watch: number): boolean {
  const critical = normalQuantile(1 - LEVEL / variants.length);
  return variants.some((variant) => {
    const { rate } = rateOf(variant, watch);
    const error = Math.sqrt((MOST_RATE * (1 - MOST_RATE)) / variant.borrowers);
    return variant.borrowers * MOST_RATE >= LEAST_HARMED && rate - MOST_RATE > critical * error;
  });
}

/** One-sided z-test of contacts per borrower against so many times the control's. */
export function isMoreContacts(variant: VariantCounts, control: VariantCounts): boolean {
  if (Math.min(variant.borrowers, control.borrowers) < LEAST_BORROWERS) return false;
  const [mine, theirs] = [contactsOf(variant), contactsOf(control)];
  const error = Math.hypot(mine.error, MOST_CONTACTS * theirs.error);
  return mine.mean - MOST_CONTACTS * theirs.mean > CRITICAL * error;
}

function rateOf({ borrowers, harmed }: VariantCounts, watch: number) {
  const count = harmed[watch] ?? 0;
  const rate = borrowers > 0 ? count / borrowers : 0;
  return { harmed: count, rate, error: Math.sqrt((rate * (1 - rate)) / Math.max(1, borrowers)) };
}

function contactsOf({ perUnit: { count, mean, covariance } }: VariantCounts) {
  const variance = at(covariance, FIELDS.contacts * mean.length + FIELDS.contacts);
  return { mean: at(mean, FIELDS.contacts), error: Math.sqrt(variance / count) };
}
