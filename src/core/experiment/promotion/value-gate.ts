import { figure, type GateFinding, passed, refused } from './gate-finding.ts';

/** What the evidence says of a challenger's value, reward after cost per decision, beside the champion's. */
export type ValueFacts =
  | {
      readonly verdict: 'tell';
      readonly challenger: number;
      /** The challenger is worth at least this; absent where the two were not compared on the same rows. */
      readonly challengerLower?: number;
      /** What the champion earned. */
      readonly champion: number;
      /** The challenger less the champion: row by row, or of an experiment's two groups. */
      readonly difference: { readonly value: number; readonly lower: number };
      /** Of the two-sided intervals, in (0, 1). */
      readonly level: number;
    }
  | {
      readonly verdict: 'cannot-tell';
      readonly reasons: readonly string[];
      readonly needs: readonly string[];
    };

/** Which comparison a challenger passed by. */
export type ValueGrounds = 'lower-bound' | 'difference';

/**
 * By which comparison the challenger is better; undefined when it is not known to be.
 * @remarks Either its own lower bound is above what the champion earned, or that of the difference is above 0, which is the
 * same with the chance that both share taken out. Each side errs with half of what a two-sided interval
 * may, so that both together err with 1 − level at most.
 */
export function betterBy(facts: ValueFacts): ValueGrounds | undefined {
  if (facts.verdict === 'cannot-tell') return undefined;
  const { challengerLower, champion, difference } = facts;
  if (challengerLower !== undefined && challengerLower > champion) return 'lower-bound';
  return difference.lower > 0 ? 'difference' : undefined;
}

/** Whether the log may speak of the challenger at all, and whether what it says is surely better. */
export function judgeValue(facts: ValueFacts): readonly GateFinding[] {
  if (facts.verdict === 'cannot-tell') {
    const why = facts.reasons.join(' ');
    return [refused('evidence', `It can't be told what the policy is worth: ${why}`, facts.needs.join(' '))];
  }
  const told = passed('evidence', `It can be told what the policy is worth: ${figure(facts.challenger)}.`);
  const { challengerLower, champion, difference, level } = facts;
  const confidence = `${Number((100 * level).toFixed(3))} %`;
  switch (betterBy(facts)) {
    case 'lower-bound':
      return [
        told,
        passed(
          'value',
          `It is worth at least ${figure(challengerLower ?? 0)} (${confidence}), more than the ${figure(champion)} that the champion earned.`,
        ),
      ];
    case 'difference':
      return [
        told,
        passed(
          'value',
          `It is worth at least ${figure(difference.lower)} more than the champion (${confidence}), which earned ${figure(champion)}.`,
        ),
      ];
    default:
      return [told, refused('value', notSurely(facts, confidence), MORE_ROWS)];
  }
}

const MORE_ROWS =
  'Wait for more mature decisions, run an experiment and cite it with --experiment, or go on with what is served.';

function notSurely(
  { challenger, challengerLower, champion, difference }: Extract<ValueFacts, { verdict: 'tell' }>,
  confidence: string,
): string {
  const own = challengerLower === undefined ? '' : `it may be worth ${figure(challengerLower)} only, and `;
  return (
    `It is not surely better: ${own}its gain of ${figure(difference.value)} may be as low as ${figure(difference.lower)} ` +
    `(${confidence}). It is estimated at ${figure(challenger)}; the champion earned ${figure(champion)}.`
  );
}
