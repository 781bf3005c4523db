import type { DecisionRecord } from '../../src/core/decision/decision-record.ts';
import type { DecisionState } from '../../src/core/decision/decision-state.ts';
import type { Medium } from '../../src/core/rules/rule.ts';
import { DAY_MS, formatInstant, type Interval } from '../../src/core/time/instant.ts';
import { SOAK_CONFIGURATION } from './configuration.ts';
import { CALL_CAP, homeOf, type KnownCap, type KnownHome } from './homes.ts';
import { borrowerNumber } from './plan.ts';

/** A contact that was made: at a moment, or anywhere in a window when nobody confirmed it. */
interface MadeContact extends Interval {
  readonly decision: string;
  readonly medium: Medium;
}

export interface ContactFindings {
  readonly contacts: number;
  /** The most contacts of one borrower within seven days. */
  readonly mostWithin7Days: number;
  /** Caps exceeded at some instant. */
  readonly exceeded: readonly string[];
  /** Contacts that were, or could have been, made outside lawful hours. */
  readonly untimely: readonly string[];
}

const MEDIA: Readonly<Record<string, Medium>> = { email: 'email', sms: 'text', call: 'call' };
const OPENS_MINUTE = 8 * 60;
const CLOSES_MINUTE = 21 * 60;

/** The contacts of every borrower, read from the ledger alone, against the limits and hours as words give them. */
export class ContactCheck {
  readonly #contacts = new Map<string, MadeContact[]>();

  add(record: DecisionRecord, state: DecisionState | undefined): void {
    if (record.verdict.status === 'withheld' || record.verdict.contact === undefined) return;
    if (state?.sentAt === undefined || state.dispatch === 'void') return;
    const { channel, window } = record.verdict.contact;
    const made =
      state.dispatch === 'confirmed' ? { start: state.sentAt, end: state.sentAt } : window.interval;
    const medium = MEDIA[channel];
    if (medium === undefined) throw new Error(`There is a channel that the test does not know: ${channel}`);
    const contact = { decision: record.decisionId, medium, ...made };
    const held = this.#contacts.get(record.borrowerId);
    if (held === undefined) this.#contacts.set(record.borrowerId, [contact]);
    else held.push(contact);
  }

  findings(): ContactFindings {
    const exceeded: string[] = [];
    const untimely: string[] = [];
    let contacts = 0;
    let mostWithin7Days = 0;
    for (const [borrower, made] of this.#contacts) {
      const home = homeOf(borrowerNumber(borrower));
      contacts += made.length;
      for (const cap of capsOf(home)) exceeded.push(...breaches(cap, made, borrower));
      for (const each of made) if (!isTimely(each, home)) untimely.push(named(each, borrower));
      mostWithin7Days = Math.max(
        mostWithin7Days,
        ...made.map((each) => within(7 * DAY_MS, each, made).length),
      );
    }
    return { contacts, mostWithin7Days, exceeded, untimely };
  }
}

function capsOf({ caps }: KnownHome): readonly KnownCap[] {
  const own = SOAK_CONFIGURATION.rules.caps.map(({ id, limit, days, channels }) => ({
    says: `${limit} contacts within ${days} days (${id})`,
    limit,
    days,
    media: (channels ?? Object.keys(MEDIA)).flatMap((channel) => MEDIA[channel] ?? []),
  }));
  return [...own, CALL_CAP, ...caps];
}

/**
 * Where the cap is exceeded. A stretch shorter than the span can hold a set of contacts iff all of them can begin before
 * the first that must be over is over for so long; so the sets to look at are those that one contact closes.
 */
function breaches(cap: KnownCap, made: readonly MadeContact[], borrower: string): string[] {
  const counted = made.filter(
    ({ medium, start }) => cap.media.includes(medium) && start >= (cap.from ?? Number.NEGATIVE_INFINITY),
  );
  return counted.flatMap((each) => {
    const group = within(cap.days * DAY_MS, each, counted);
    return group.length <= cap.limit ? [] : [`${group.length} where ${cap.says}: ${named(each, borrower)}`];
  });
}

function within(span: number, first: MadeContact, made: readonly MadeContact[]): readonly MadeContact[] {
  return made.filter(({ start, end }) => end >= first.end && start < first.end + span);
}

function isTimely({ start, end }: MadeContact, { zones }: KnownHome): boolean {
  const last = Math.max(start, end - 1);
  for (let at: number = start; at < last; at += 5 * 60_000) {
    if (!zones.every((zone) => isOpen(at, zone))) return false;
  }
  return zones.every((zone) => isOpen(last, zone));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function isOpen(at: number, zone: string): boolean {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      hour: 'numeric',
      minute: 'numeric',
    });
  clocks.set(zone, clock);
  const shown = clock.formatToParts(at);
  const part = (type: string) => Number(shown.find((each) => each.type === type)?.value);
  const minute = part('hour') * 60 + part('minute');
  return minute >= OPENS_MINUTE && minute < CLOSES_MINUTE;
}

function named({ decision, medium, start, end }: MadeContact, borrower: string): string {
  return `${medium} to ${borrower} at ${formatInstant(start)}${end > start ? ` to ${formatInstant(end)}` : ''} (${decision})`;
}
