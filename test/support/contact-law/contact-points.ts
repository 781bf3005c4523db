import type { Email, Phone } from '../../../src/core/rules/contact-profile.ts';
import type { Medium } from '../../../src/core/rules/rule.ts';
import { by, inPlace, type Situation } from './situation.ts';

const DAY = 86_400_000;

export interface Points {
  /** The provisions because of which no number or address is left. */
  readonly blockedBy: readonly string[];
  /** What is left would reach the borrower at work. */
  readonly isAtWork: boolean;
  readonly phones: readonly Phone[];
}

/** Which numbers and addresses on file may be used; a list that is not on file says nothing. */
export function pointsOf(situation: Situation): Points {
  const { profile } = situation.ask;
  const phones = judge(profile.phones, by(situation, 'call', 'text'), (phone) =>
    phoneFaults(situation, phone),
  );
  const emails = judge(profile.emails, by(situation, 'email'), (email) => emailFaults(situation, email));
  const addresses = judge(profile.addresses, by(situation, 'mail'), () => []);
  return {
    blockedBy: [...phones.blockedBy, ...emails.blockedBy, ...addresses.blockedBy],
    isAtWork: [phones, emails, addresses].some(({ isAtWork }) => isAtWork),
    phones: phones.usable,
  };
}

interface Judged<Point> {
  readonly blockedBy: readonly string[];
  readonly usable: readonly Point[];
  readonly isAtWork: boolean;
}

function judge<Point extends { readonly place: string }>(
  points: readonly Point[] | undefined,
  isOfChannel: boolean,
  faultsOf: (point: Point) => readonly string[],
): Judged<Point> {
  if (points === undefined || !isOfChannel) return { blockedBy: [], usable: [], isAtWork: false };
  if (points.length === 0) return { blockedBy: ['no contact point'], usable: [], isAtWork: true };
  const usable = points.filter((point) => faultsOf(point).length === 0);
  if (usable.length === 0) return { blockedBy: points.flatMap(faultsOf), usable, isAtWork: true };
  return { blockedBy: [], usable, isAtWork: usable.every(({ place }) => place === 'work') };
}

function phoneFaults(situation: Situation, phone: Phone): readonly string[] {
  const { isCollector, isTelemarketer, at } = situation;
  const faults: string[] = [];
  if (isCollector && phone.place === 'work' && phone.permitted !== true) faults.push('F4 work number');
  if (inPlace(situation, 'US-CA') && phone.place === 'work' && phone.permitted !== true) {
    faults.push('S14 CA work number');
  }
  if (phone.status === 'wrong-party') faults.push('F29 wrong party');
  if (phone.status === 'reassigned') faults.push('F29 reassigned');
  if (by(situation, 'text') && phone.line === 'landline') faults.push('house landline text');
  if (isTelemarketer) {
    const { registry } = phone;
    if (registry?.listed === true) faults.push('F26 listed');
    if (registry === undefined || registry.checkedAt > at || at >= registry.checkedAt + 31 * DAY) {
      faults.push('F26 unchecked');
    }
  }
  return faults;
}

function emailFaults({ isCollector }: Situation, email: Email): readonly string[] {
  const faults: string[] = [];
  if (isCollector && email.place !== 'personal' && email.permitted !== true) faults.push('F5 work e-mail');
  if (email.status === 'wrong-party') faults.push('F29 wrong party');
  return faults;
}

/** Whether the channel's consent, its last use, or a check of a usable number is younger than `days`. */
export function isFresh(situation: Situation, days: number, phones: readonly Phone[]): boolean {
  const { ask, at } = situation;
  const consent = ask.profile.consents[ask.channel.id];
  const dates = [consent?.since, consent?.confirmedAt, ...phones.map((phone) => phone.reassignedCheckedAt)];
  return dates.some((date) => date !== undefined && date <= at && at < date + days * DAY);
}

export function isWritten({ ask }: Situation): boolean {
  return ask.profile.consents[ask.channel.id]?.form === 'written';
}

export const MEDIA: readonly Medium[] = ['call', 'text', 'email', 'mail', 'push'];
