import type { Ruling } from '../decision/ruling.ts';
import { placeOfAreaCode } from '../places/place-of-area-code.ts';
import { placeOfZip } from '../places/place-of-zip.ts';
import type { Consent, Hold, InconvenientTime, Phone } from '../rules/contact-profile.ts';
import type { Instant } from '../time/instant.ts';

/** One fact that the contact rules saw, in words. */
export interface FactLine {
  readonly fact: string;
  readonly value: string;
  /** Since when it holds, or when it was last confirmed; absent when the file does not say. */
  readonly since?: Instant;
}

type Line = FactLine | undefined;

/** Everything that the rules saw of the borrower, in the order in which a reader asks: where, what for, whether, how often. */
export function ruledFactLines({ question, facts }: Ruling): readonly FactLine[] {
  const { timeZones, phones, emails, addresses, jurisdictions, inconvenientTimes, conversations } = facts;
  const account = question.accountId === undefined ? undefined : facts.accounts?.[question.accountId];
  const lines: Line[] = [
    facts.filedAt === undefined
      ? undefined
      : { fact: 'contact profile', value: 'as put by the servicer', since: facts.filedAt },
    ...timeZones.map((zone) => ({ fact: 'stated time zone', value: zone })),
    ...(phones ?? []).map(phoneLine),
    ...(addresses ?? []).map(({ id, zip, place }) => ({
      fact: `address ${id}`,
      value: `${place}, ZIP ${zip}: ${placeText(placeOfZip(zip))}`,
    })),
    ...(emails ?? []).map(({ id, place, permitted, status }) => ({
      fact: `e-mail ${id}`,
      value: listed([place, permitted === true ? 'permitted' : undefined, status]),
    })),
    ...(jurisdictions ?? []).map((name) => ({ fact: 'stated jurisdiction', value: name })),
    account === undefined
      ? undefined
      : {
          fact: `account ${question.accountId}`,
          value: accountText(account),
          ...since(account.liveContactAt),
        },
    ...Object.entries(facts.consents)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([channel, consent]) => consentLine(channel, consent)),
    ...facts.holds.map(holdLine),
    ...(inconvenientTimes ?? []).map(inconvenientLine),
    ...facts.contacts.map(({ channel, kind, interval, accountId, place, connected }) => ({
      fact: `${kind === 'sent' ? 'contact' : 'reserved contact'} by ${channel}`,
      value: listed([
        accountId === undefined ? 'about every account' : `about ${accountId}`,
        place === 'work' ? 'at work' : undefined,
        connected === false ? 'not connected' : undefined,
      ]),
      since: interval.start,
    })),
    ...(conversations ?? []).map(({ at, accountId }) => ({
      fact: 'conversation',
      value: accountId === undefined ? 'about every account' : `about ${accountId}`,
      since: at,
    })),
    ...(facts.directConsents ?? []).map(({ at, accountId }) => ({
      fact: 'direct consent to be called again',
      value: accountId === undefined ? 'about every account' : `about ${accountId}`,
      since: at,
    })),
  ];
  return lines.filter((line) => line !== undefined);
}

function phoneLine({ id, areaCode, line, place, permitted, status, reassignedCheckedAt }: Phone): FactLine {
  const where =
    areaCode === undefined
      ? 'no area code'
      : `area code ${areaCode}: ${placeText(placeOfAreaCode(areaCode))}`;
  return {
    fact: `phone ${id}`,
    value: listed([line, place, permitted === true ? 'permitted' : undefined, status, where]),
    ...since(reassignedCheckedAt),
  };
}

function placeText(place: ReturnType<typeof placeOfZip>): string {
  if (place === undefined) return 'unknown';
  if (place === 'nowhere') return 'no place';
  return listed([...place.zones, ...place.jurisdictions]);
}

function consentLine(
  channel: string,
  { status, since: from, until, confirmedAt, form, source }: Consent,
): FactLine {
  return {
    fact: `consent to ${channel}`,
    value: listed([
      status,
      form,
      source === undefined ? undefined : `from ${source}`,
      until === undefined ? undefined : 'timed',
    ]),
    ...since(confirmedAt ?? from),
  };
}

function holdLine({ id, reason = 'do-not-contact', channel, accountId, since: from }: Hold): FactLine {
  return {
    fact: `hold ${id}`,
    value: listed([
      reason,
      channel === undefined ? 'on every channel' : `on ${channel}`,
      accountId === undefined ? undefined : `about ${accountId}`,
    ]),
    since: from,
  };
}

function inconvenientLine({ days, start, end, channel }: InconvenientTime): FactLine {
  return {
    fact: 'inconvenient time',
    value: listed([
      `${start} to ${end}`,
      days === undefined ? 'every day' : days.join(' '),
      channel === undefined ? undefined : `by ${channel}`,
    ]),
  };
}

function accountText({
  product,
  unpaidSince,
  current,
  inCollection,
}: NonNullable<Ruling['facts']['accounts']>[string]): string {
  return listed([
    product ?? 'unknown product',
    current === true ? 'current' : undefined,
    unpaidSince === undefined ? undefined : `unpaid since ${unpaidSince}`,
    inCollection === true ? 'in collection' : undefined,
  ]);
}

function listed(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(', ');
}

function since(at: Instant | undefined): { readonly since?: Instant } {
  return at === undefined ? {} : { since: at };
}
