import { figure, type GateFinding, passed, refused } from './gate-finding.ts';

/** How a group of borrowers fares under the challenger and under the champion. */
export interface GroupFacts {
  readonly group: string;
  readonly rows: number;
  /** The share of decisions that are contacts, in [0, 1]. */
  readonly contact: { readonly champion: number; readonly challenger: number };
  /** Reward after cost per decision; absent when it can't be told of the challenger. */
  readonly value?: { readonly champion: number; readonly challenger: number };
}

export type FairnessFacts =
  | { readonly kind: 'not-judged'; readonly waiver?: string }
  | { readonly kind: 'judged'; readonly groups: readonly GroupFacts[]; readonly waiver?: string };

export interface FairnessMargins {
  /** By how much the lowest group's contact rate may be below the champion's lowest, in [0, 1]. */
  readonly contact: number;
  /** The same of its value, reward after cost per decision. */
  readonly value: number;
}

/** A contact rate below so many times the highest group's is flagged: the four-fifths rule. */
export const FOUR_FIFTHS = 0.8;

/** Groups whose expected contact rate is below four fifths of the highest one's. */
export function belowFourFifths(groups: readonly GroupFacts[]): readonly string[] {
  const highest = Math.max(0, ...groups.map(({ contact }) => contact.challenger));
  return groups.filter(({ contact }) => contact.challenger < FOUR_FIFTHS * highest).map(({ group }) => group);
}

/**
 * Whether those who fare worst fare no worse under the challenger than those who fare worst now. What was not judged
 * passes only by a waiver with a reason; what was judged and found unfair doesn't pass at all.
 */
export function judgeFairness(facts: FairnessFacts, margins: FairnessMargins): readonly GateFinding[] {
  if (facts.kind === 'not-judged') return [waived('Fairness was not judged.', facts.waiver)];
  const { groups, waiver } = facts;
  if (groups.length < 2) {
    return [waived('Fairness was not judged: rows of fewer than two groups were found.', waiver)];
  }
  const untold = groups.filter(({ value }) => value === undefined).map(({ group }) => group);
  const flagged = belowFourFifths(groups);
  const note =
    flagged.length === 0 ? '' : ` Flagged, below four fifths of the highest: ${flagged.join(', ')}.`;
  return [
    compared('contact', lowest(groups.map(({ contact }) => contact)), margins.contact, note),
    compared('value', lowest(groups.flatMap(({ value }) => value ?? [])), margins.value, ''),
    ...(untold.length === 0
      ? []
      : [waived(`It can't be told what the policy is worth to: ${untold.join(', ')}.`, waiver)]),
  ];
}

interface Pair {
  readonly champion: number;
  readonly challenger: number;
}

/** The lowest of each; undefined without any. */
function lowest(pairs: readonly Pair[]): Pair | undefined {
  if (pairs.length === 0) return undefined;
  return {
    champion: Math.min(...pairs.map(({ champion }) => champion)),
    challenger: Math.min(...pairs.map(({ challenger }) => challenger)),
  };
}

function compared(subject: string, pair: Pair | undefined, margin: number, note: string): GateFinding {
  if (pair === undefined) return passed('fairness', `No group's ${subject} can be told.`, subject);
  const what = subject === 'contact' ? 'contact rate' : 'value';
  const figures = `${figure(pair.challenger)} against ${figure(pair.champion)}, margin ${figure(margin)}.${note}`;
  if (pair.challenger < pair.champion - margin) {
    const remedy = 'Try a policy that leaves nobody further behind.';
    return refused('fairness', `The lowest group's ${what} would fall too far: ${figures}`, remedy, subject);
  }
  return passed('fairness', `The lowest group's ${what} stays within the margin: ${figures}`, subject);
}

function waived(words: string, waiver: string | undefined): GateFinding {
  if (waiver !== undefined) return passed('fairness', `${words} Waived: ${waiver}`);
  const remedy = `Give the borrowers' groups with --groups, or say why not: --without-fairness 'reason'`;
  return refused('fairness', words, remedy);
}
