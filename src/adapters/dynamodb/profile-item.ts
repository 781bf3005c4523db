import * as z from 'zod';
import type { StoredProfile } from '../../app/ports/profile-store.ts';
import type { BorrowerId, ChannelId, DecisionId } from '../../core/identifiers.ts';
import type { ContactProfile } from '../../core/rules/contact-profile.ts';
import { moment, readStored, text, version } from './stored-values.ts';
import type { Item } from './table.ts';

const profileItem = z.strictObject({
  id: text<BorrowerId>(),
  version,
  timeZones: z.array(z.string()),
  consents: z.record(
    z.string(),
    z.strictObject({ status: z.enum(['granted', 'refused', 'unknown']), since: moment.exactOptional() }),
  ),
  holds: z.array(
    z.strictObject({
      id: z.string(),
      channel: text<ChannelId>().exactOptional(),
      since: moment,
      until: moment.exactOptional(),
      source: z.string(),
    }),
  ),
  contacts: z.array(
    z.strictObject({
      decisionId: text<DecisionId>(),
      token: z.string(),
      channel: text<ChannelId>(),
      kind: z.enum(['reserved', 'sent']),
      start: moment,
      end: moment,
    }),
  ),
  writeId: z.string(),
});

export function profileKey(id: BorrowerId): Item {
  return { id };
}

/** What the item holds besides its key. */
export function profileAttributes(profile: ContactProfile, version: number): Item {
  const { timeZones, consents, holds, contacts } = profile;
  return {
    timeZones,
    consents,
    holds,
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
