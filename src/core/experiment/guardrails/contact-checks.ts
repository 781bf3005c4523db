import { logEvidenceAboveRate, rateLowerBound } from '../../inference/one-sided-rate.ts';
import type { IntensityGuardrail, LatencyGuardrail } from '../guardrail.ts';
import { type Check, quotient, TUNED_FOR_HARMS } from './check.ts';
import { FIELDS } from './unit-counts.ts';
import { rateByUnits, timesControlByUnits } from './unit-estimates.ts';

/** Contacts per borrower against the control's, by the spread of the units. */
export function intensityCheck({ mostTimesControl }: IntensityGuardrail): Check {
  return {
    measure: 'times-control',
    limit: mostTimesControl,
    judge(sight) {
      const { variant, control } = sight;
      const bound = timesControlByUnits(sight, { of: FIELDS.contacts, by: FIELDS.borrowers });
      return {
        bound,
        estimate: quotient(variant.contacts * control.borrowers, control.contacts * variant.borrowers),
        breached: bound > mostTimesControl,
        counted: `${contactsOf(variant)} against ${contactsOf(control)} of the control`,
      };
    },
  };
}

function contactsOf({ contacts, borrowers }: { contacts: number; borrowers: number }): string {
  return `${contacts} contacts of ${borrowers} borrowers`;
}

/**
 * Slow decisions against all.
 * @remarks Surely too many by both of two bounds: one that is exact if decisions are independent, and one by the spread
 * of the units, for borrowers whose decisions are all slow.
 */
export function latencyCheck({ mostRate }: LatencyGuardrail): Check {
  return {
    measure: 'rate',
    limit: mostRate,
    judge(sight) {
      const { variant, level } = sight;
      const counts = { successes: variant.slow, trials: variant.decisions };
      const settings = { level, tunedFor: TUNED_FOR_HARMS / mostRate };
      const byUnits = rateByUnits(sight, { of: FIELDS.slow, by: FIELDS.decisions });
      const sure = counts.trials > 0 && logEvidenceAboveRate(counts, mostRate, settings) >= -Math.log(level);
      return {
        bound: counts.trials > 0 ? Math.min(rateLowerBound(counts, settings), byUnits) : 0,
        estimate: quotient(variant.slow, variant.decisions),
        breached: sure && byUnits > mostRate,
        counted: `${variant.slow} of ${variant.decisions} decisions`,
      };
    },
  };
}
