import type { Interval } from '../time/instant.ts';
import { intersectIntervals } from '../time/intersect-intervals.ts';
import { intervalsOutside } from '../time/intervals-outside.ts';
import { uniteIntervals } from '../time/unite-intervals.ts';
import type { ContactProfile, Email, Phone } from './contact-profile.ts';
import { lasting } from './lasting.ts';
import type { Medium, SuppressionFact } from './rule.ts';

export type PointFact = Extract<SuppressionFact, { readonly fact: 'contact-point' }>;

/** A number, an e-mail address or a postal address, and when the channel may use it. */
export interface ContactPoint {
  readonly id: string;
  readonly atWork: boolean;
  readonly phone?: Phone;
  /** The parts of the span in which no rule marks it. */
  readonly usable: readonly Interval[];
}

/** One of the lists on file, before any rule has marked anything of it. */
export interface PointList {
  readonly name: 'phones' | 'emails' | 'addresses';
  readonly points: readonly Unmarked[];
}
type Unmarked = Omit<ContactPoint, 'usable'> & { readonly email?: Email };

/** A rule about contact points, with the part of the span in which it applies. */
export interface PointRule {
  readonly fact: PointFact;
  readonly term: Interval;
}

/** The lists on file that a channel of this medium draws on; one whose medium is unknown may draw on any. */
export function pointLists(
  { phones, emails, addresses }: Pick<ContactProfile, 'phones' | 'emails' | 'addresses'>,
  medium: Medium | undefined,
): readonly PointList[] {
  const lists: PointList[] = [];
  if (phones !== undefined && (medium === undefined || medium === 'call' || medium === 'text')) {
    const points = phones.map((phone) => ({ id: phone.id, atWork: phone.place === 'work', phone }));
    lists.push({ name: 'phones', points });
  }
  if (emails !== undefined && (medium === undefined || medium === 'email')) {
    const points = emails.map((email) => ({ id: email.id, atWork: email.place === 'work', email }));
    lists.push({ name: 'emails', points });
  }
  if (addresses !== undefined && (medium === undefined || medium === 'mail')) {
    const points = addresses.map(({ id, place }) => ({ id, atWork: place === 'work' }));
    lists.push({ name: 'addresses', points });
  }
  return lists;
}

/** The points of the list, each with the parts of the span in which none of the rules marks it. */
export function markPoints(
  { points }: PointList,
  rules: readonly PointRule[],
  span: Interval,
): readonly ContactPoint[] {
  return points.map((point) => {
    const usable = rules.reduce<readonly Interval[]>(
      (parts, rule) => intersectIntervals(parts, unmarkedParts(rule, point, span)),
      [span],
    );
    return { ...point, usable };
  });
}

/** The parts of the span in which the rule marks no point of the list. */
export function partsWithoutMark(
  rule: PointRule,
  { points }: PointList,
  span: Interval,
): readonly Interval[] {
  return points.reduce<readonly Interval[]>(
    (parts, point) => intersectIntervals(parts, unmarkedParts(rule, point, span)),
    [span],
  );
}

function unmarkedParts({ fact, term }: PointRule, point: Unmarked, span: Interval): readonly Interval[] {
  const fine = fineParts(fact, point, span);
  return uniteIntervals([...fine, ...intervalsOutside(span, [term])]);
}

function fineParts(
  { problem, withinDays = 0 }: PointFact,
  { phone, email }: Unmarked,
  span: Interval,
): readonly Interval[] {
  if (problem === 'registry-unchecked') {
    if (phone === undefined) return [span];
    return intersectIntervals([span], lasting(phone.registry?.checkedAt, withinDays));
  }
  return isMarked(problem, phone, email) ? [] : [span];
}

function isMarked(
  problem: Exclude<PointFact['problem'], 'registry-unchecked'>,
  phone: Phone | undefined,
  email: Email | undefined,
): boolean {
  switch (problem) {
    case 'work-place':
      return phone?.place === 'work' && phone.permitted !== true;
    case 'work-email':
      return email !== undefined && email.place !== 'personal' && email.permitted !== true;
    case 'wrong-party':
      return phone?.status === 'wrong-party' || email?.status === 'wrong-party';
    case 'reassigned':
      return phone?.status === 'reassigned';
    case 'no-text':
      return phone?.line === 'landline';
    case 'do-not-call':
      return phone?.registry?.listed === true;
  }
}
