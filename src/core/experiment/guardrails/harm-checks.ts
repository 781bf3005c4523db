import { logEvidenceAboveRate, rateLowerBound } from '../../inference/one-sided-rate.ts';
import type { HarmGuardrail } from '../guardrail.ts';
import { type Check, type Finding, quotient, type Sight, TUNED_FOR_HARMS } from './check.ts';
import { LARGEST_RATIO } from './ratio-lower-bound.ts';
import { FIELDS, harmedField } from './unit-counts.ts';
import { rateByUnits, timesControlByUnits } from './unit-estimates.ts';

/**
 * The checks of a harm.
 * @param watch The place of the guardrail's event types among the watches that were counted.
 */
export function harmChecks({ mostTimesControl, mostRate }: HarmGuardrail, watch: number): Check[] {
  return [
    ...(mostTimesControl === undefined ? [] : [timesControl(mostTimesControl, watch)]),
    ...(mostRate === undefined ? [] : [rate(mostRate, watch)]),
  ];
}

/**
 * The share of the variant among the borrowers harmed in it or in the control, against ms ÷ (ms + 1 − s).
 * @remarks Exact, for any number of looks. Whoever is harmed next was in the variant with at most that probability, given
 * all who were harmed before, if at no time since its first decision a borrower there is more than m times as likely to
 * be harmed first: who is in which variant was drawn with the declared shares, and neither how many have come so far nor
 * how soon harms are reported changes that. Where clusters or periods are assigned, their members' fates hang together;
 * then the variant must be surely worse by the spread of the units as well.
 */
function timesControl(limit: number, watch: number): Check {
  const judge = (sight: Sight): Finding => {
    const { variant, control, share, level, experiment } = sight;
    const [mine, theirs] = [variant.harmed[watch] ?? 0, control.harmed[watch] ?? 0];
    const trials = mine + theirs;
    const odds = (1 - share) / share;
    const settings = { level, tunedFor: TUNED_FOR_HARMS };
    const part = trials === 0 ? 0 : rateLowerBound({ successes: mine, trials }, settings);
    const surely = Math.min((part / (1 - part)) * odds, LARGEST_RATIO);
    const most = limit / (limit + odds);
    const alike =
      trials > 0 && reaches(logEvidenceAboveRate({ successes: mine, trials }, most, settings), level);
    const byUnits =
      experiment.design.kind === 'borrower'
        ? LARGEST_RATIO
        : timesControlByUnits(sight, { of: harmedField(watch), by: FIELDS.borrowers });
    return {
      bound: Math.min(surely, byUnits),
      estimate: quotient(mine * odds, theirs),
      breached: alike && byUnits > limit,
      counted: `${mine} of ${variant.borrowers} borrowers against ${theirs} of ${control.borrowers} of the control`,
    };
  };
  return { measure: 'times-control', limit, judge };
}

/**
 * The harmed among a variant's borrowers.
 * @remarks Exact, for any number of looks. Borrowers whose harm is still to come count as unharmed, which only lowers the
 * bound; those who come later don't depend on those before.
 */
function rate(limit: number, watch: number): Check {
  const judge = (sight: Sight): Finding => {
    const { variant, level, experiment } = sight;
    const counts = { successes: variant.harmed[watch] ?? 0, trials: variant.borrowers };
    const settings = { level, tunedFor: TUNED_FOR_HARMS / limit };
    const seen = counts.trials > 0;
    const byUnits =
      experiment.design.kind === 'borrower'
        ? 1
        : rateByUnits(sight, { of: harmedField(watch), by: FIELDS.borrowers });
    return {
      bound: seen ? Math.min(rateLowerBound(counts, settings), byUnits) : 0,
      estimate: quotient(counts.successes, counts.trials),
      breached: seen && reaches(logEvidenceAboveRate(counts, limit, settings), level) && byUnits > limit,
      counted: `${counts.successes} of ${counts.trials} borrowers`,
    };
  };
  return { measure: 'rate', limit, judge };
}

function reaches(logEvidence: number, level: number): boolean {
  return logEvidence >= -Math.log(level);
}
