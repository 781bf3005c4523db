import * as z from 'zod';
import type { StoredProfile } from '../../app/ports/profile-store.ts';
import type { BorrowerId, ChannelId, DecisionId } from '../../core/identifiers.ts';
import { type ContactProfile, HOLD_REASONS, LOAN_PRODUCTS } from '../../core/rules/contact-profile.ts';
import { moment, readStored, text, version } from './stored-values.ts';
import type { Item } from './table.ts';

const maybeMoment = moment.exactOptional();
const maybeText = z.string().exactOptional();
const yes = z.literal(true).exactOptional();

const consent = z.strictObject({
  status: z.enum(['granted', 'refused', 'unknown']),
  since: maybeMoment,
  until: maybeMoment,
  confirmedAt: maybeMoment,
  form: z.enum(['written', 'oral', 'implied']).exactOptional(),
  source: maybeText,
});

const hold = z.strictObject({
  id: z.string(),
  reason: z.enum(HOLD_REASONS).exactOptional(),
  accountId: maybeText,
  channel: text<ChannelId>().exactOptional(),
  since: moment,
  until: maybeMoment,
  source: z.string(),
});

const contact = z.strictObject({
  decisionId: z.custom<DecisionId>((value) => typeof value === 'string'),
  token: z.string(),
  channel: text<ChannelId>(),
  kind: z.enum(['reserved', 'sent']),
  accountId: maybeText,
  place: z.literal('work').exactOptional(),
  required: yes,
  connected: z.literal(false).exactOptional(),
  start: moment,
  end: moment,
});

const missedCall = z.strictObject({
  id: z.string(),
  decisionId: z.custom<DecisionId>((value) => typeof value === 'string'),
  channel: text<ChannelId>(),
  accountId: maybeText,
  at: moment,
});

const phone = z.strictObject({
  id: z.string(),
  areaCode: maybeText,
  line: z.enum(['mobile', 'landline', 'voip', 'unknown']),
  place: z.enum(['personal', 'work']),
  permitted: yes,
  status: z.enum(['wrong-party', 'reassigned']).exactOptional(),
  reassignedCheckedAt: maybeMoment,
  registry: z.strictObject({ checkedAt: moment, listed: z.boolean() }).exactOptional(),
});

const email = z.strictObject({
  id: z.string(),
  place: z.enum(['personal', 'work', 'unknown']),
  permitted: yes,
  status: z.literal('wrong-party').exactOptional(),
});

const address = z.strictObject({
  id: z.string(),
  zip: z.string(),
  place: z.enum(['home', 'work', 'other']),
});

const inconvenientTime = z.strictObject({
  days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).exactOptional(),
  start: z.string(),
  end: z.string(),
  channel: text<ChannelId>().exactOptional(),
});

const account = z.strictObject({
  product: z.enum(LOAN_PRODUCTS).exactOptional(),
  actor: z.enum(['first-party', 'third-party']).exactOptional(),
  unpaidSince: maybeText,
  current: yes,
  inCollection: z.boolean().exactOptional(),
  liveContactAt: maybeMoment,
  writtenNoticeAt: maybeMoment,
});

export const profileItem = z.strictObject({
  id: text<BorrowerId>(),
  version,
  timeZones: z.array(z.string()),
  consents: z.record(z.string(), consent),
  holds: z.array(hold),
  contacts: z.array(contact),
  missedCalls: z.array(missedCall).exactOptional(),
  phones: z.array(phone).exactOptional(),
  emails: z.array(email).exactOptional(),
  addresses: z.array(address).exactOptional(),
  jurisdictions: z.array(z.string()).exactOptional(),
  inconvenientTimes: z.array(inconvenientTime).exactOptional(),
  conversations: z
    .array(z.strictObject({ id: z.string(), at: moment, accountId: maybeText }))
    .exactOptional(),
  directConsents: z
    .array(z.strictObject({ id: z.string(), at: moment, until: maybeMoment, accountId: maybeText }))
    .exactOptional(),
  accounts: z.record(z.string(), account).exactOptional(),
  filedAt: maybeMoment,
  writeId: z.string(),
});

export function profileKey(id: BorrowerId): Item {
  return { id };
}

/** What the item holds besides its key. */
export function profileAttributes(profile: ContactProfile, version: number): Item {
  const { borrowerId: _key, contacts, ...same } = profile;
  return {
    ...same,
    contacts: contacts.map(({ interval, ...entry }) => ({ ...entry, ...interval })),
    version,
  };
}

/** @throws {CorruptStateError} `record-corrupt` */
export function profileOf(item: Item): StoredProfile {
  const {
    id,
    version,
    contacts,
    writeId: _writeId,
    ...same
  } = readStored(profileItem, item, 'contact profile');
  return {
    profile: {
      ...same,
      borrowerId: id,
      contacts: contacts.map(({ start, end, ...entry }) => ({ ...entry, interval: { start, end } })),
    },
    version,
  };
}
