import { BASE } from './base.ts';
import { COLLECTION_STATES } from './collection-states.ts';
import { pointsOf } from './contact-points.ts';
import { FEDERAL } from './federal.ts';
import { HOUSE } from './house.ts';
import type { LawQuestion } from './law-question.ts';
import { situationOf } from './situation.ts';
import { SOLICITATION } from './solicitation.ts';

const PROVISIONS = [...BASE, ...FEDERAL, ...COLLECTION_STATES, ...SOLICITATION, ...HOUSE];

/** Provisions about single numbers and e-mail addresses, found together. */
const POINT_PROVISIONS = [
  'no contact point',
  'F4 work number',
  'S14 CA work number',
  'F5 work e-mail',
  'F29 wrong party',
  'F29 reassigned',
  'house landline text',
  'F26 listed',
  'F26 unchecked',
];

export const PROVISION_NAMES: readonly string[] = [
  ...PROVISIONS.map(({ name }) => name),
  ...POINT_PROVISIONS,
];

export interface LawAnswer {
  readonly isAllowed: boolean;
  /** Names of every provision that forbids it. */
  readonly blockedBy: ReadonlySet<string>;
}

/**
 * Whether contact is lawful at one instant: each row of the contact law by itself in plain code with its own figures,
 * sharing neither rules nor time arithmetic with the engine it checks. Only where area codes and ZIPs are, and when
 * holidays fall, is the same data.
 */
export function lawCheck(question: LawQuestion): LawAnswer {
  const situation = situationOf(question);
  const points = pointsOf(situation);
  const blockedBy = new Set(points.blockedBy);
  for (const { name, forbids } of PROVISIONS) if (forbids(situation, points)) blockedBy.add(name);
  return { isAllowed: blockedBy.size === 0, blockedBy };
}

/** Provisions that lie wholly within another, so that they never forbid alone. */
const WITHIN: Readonly<Record<string, string>> = {
  'S6 WA hours': 'F1 8 to 21',
  'S18 LA disaster': 'house disaster',
};

/** The provisions but for which the contact would be lawful; what the house's hold says again does not count. */
export function decisive({ blockedBy }: LawAnswer): string[] {
  return [...blockedBy].filter((name) =>
    [...blockedBy].every(
      (other) => other === name || other === WITHIN[name] || (other === 'hold' && name !== 'hold'),
    ),
  );
}
