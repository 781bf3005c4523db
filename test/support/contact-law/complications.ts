import type { ChannelId, DecisionId } from '../../../src/core/identifiers.ts';
import type { ContactEntry } from '../../../src/core/rules/contact-profile.ts';
import { HOLD_REASONS, type Hold, LOAN_PRODUCTS } from '../../../src/core/rules/contact-profile.ts';
import type { Instant } from '../../../src/core/time/instant.ts';
import type { Chance } from './chance.ts';
import type { DraftProfile } from './draft-profile.ts';
import { LAW_CHANNELS } from './law-books.ts';
import { addPlace } from './random-home.ts';
import { nearby } from './random-instant.ts';
import { clockAt, midnight } from './wall-clock.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const CHANNEL_IDS = LAW_CHANNELS.map(({ id }) => id);
const ACCOUNTS = [undefined, undefined, 'a', 'a', 'b'];

/** What a complication is made around: the case's own instant, channel and a zone of the file. */
export interface Scene {
  readonly chance: Chance;
  readonly profile: DraftProfile;
  readonly at: number;
  readonly zone: string;
  readonly channel: ChannelId;
}

type Complication = (scene: Scene) => void;

/** About so many days back, often at the very edge by the hour or by the date. */
function ago({ chance, at, zone }: Scene, days: number): Instant {
  const kind = chance.whole(1, 4);
  if (kind === 1) return nearby(chance, at - days * DAY) as Instant;
  if (kind === 2) return nearby(chance, midnight(zone, clockAt(zone, at).day - days)) as Instant;
  if (kind === 3) return nearby(chance, midnight(zone, clockAt(zone, at).day - days + 1)) as Instant;
  return (at - chance.whole(0, days * DAY)) as Instant;
}

function account(chance: Chance): { readonly accountId?: string } {
  const accountId = chance.pick(ACCOUNTS);
  return accountId === undefined ? {} : { accountId };
}

const addConversation: Complication = (scene) => {
  const { chance, profile } = scene;
  const id = `c${profile.conversations.length}`;
  profile.conversations.push({ id, at: ago(scene, chance.pick([6, 7, 7, 7, 8])), ...account(chance) });
};

const addDirectConsent: Complication = (scene) => {
  const { chance, profile } = scene;
  const at = ago(scene, chance.pick([1, 3, 6, 7, 7]));
  const until = nearby(chance, scene.at + chance.pick([0, 0, DAY, -DAY])) as Instant;
  profile.directConsents.push({ id: 'd', at, ...(chance.flip(0.2) ? { until } : {}), ...account(chance) });
};

function addContact(scene: Scene, channel: ChannelId, days: number): void {
  const { chance, profile, at } = scene;
  const start = ago(scene, days);
  const isReserved = chance.flip(0.12);
  const sentAt = chance.flip(0.1) ? ((start + chance.whole(1, 4 * HOUR)) as Instant) : start;
  const end = isReserved ? (nearby(chance, at + chance.whole(-2, 40) * HOUR) as Instant) : sentAt;
  const entry: ContactEntry = {
    decisionId: `d_${profile.contacts.length}` as DecisionId,
    token: 't',
    channel,
    kind: isReserved ? 'reserved' : 'sent',
    ...account(chance),
    ...(chance.flip(0.05) ? { place: 'work' as const } : {}),
    ...(chance.flip(0.07) ? { connected: false as const } : {}),
    interval: { start, end: Math.max(end, start) as Instant },
  };
  profile.contacts.push(entry);
}

const addCalls: Complication = (scene) => {
  const count = scene.chance.whole(3, 9);
  for (let call = 0; call < count; call += 1) {
    addContact(scene, scene.chance.pick(['call', 'agent-call', 'agent-call']) as ChannelId, 7);
  }
};

const addContacts: Complication = (scene) => {
  const { chance, channel } = scene;
  const count = chance.whole(1, 6);
  const days = chance.pick([1, 1, 7, 7, 30]);
  for (let made = 0; made < count; made += 1) {
    addContact(scene, chance.flip(0.6) ? channel : chance.pick(CHANNEL_IDS), days);
  }
};

const addMany: Complication = (scene) => {
  const { chance, profile, at } = scene;
  profile.jurisdictions = [...(profile.jurisdictions ?? []), 'US-WV'];
  if (chance.flip(0.5)) {
    const count = chance.whole(28, 32);
    const isInVain = chance.flip(0.6);
    for (let call = 0; call < count; call += 1) {
      addContact(scene, 'agent-call' as ChannelId, 7);
      const last = profile.contacts.pop();
      if (last !== undefined) profile.contacts.push(isInVain ? { ...last, connected: false } : last);
    }
  } else {
    const count = chance.whole(8, 12);
    for (let talk = 0; talk < count; talk += 1) {
      const back = chance.whole(0, 7 * DAY);
      profile.conversations.push({ id: `m${talk}`, at: (at - back) as Instant, ...account(chance) });
    }
  }
};

const goToWork: Complication = (scene) => {
  const { chance, profile } = scene;
  for (const phone of profile.phones ?? []) {
    if (chance.flip(0.3)) continue;
    phone.place = 'work';
    if (chance.flip(0.7)) phone.permitted = true;
  }
  for (const email of profile.emails ?? []) {
    email.place = chance.pick(['work', 'unknown']);
    if (chance.flip(0.6)) email.permitted = true;
  }
  const count = chance.whole(0, 3);
  for (let made = 0; made < count; made += 1) {
    const back = chance.pick([7, 30]);
    addContact(scene, chance.pick(CHANNEL_IDS), back);
    const last = profile.contacts.pop();
    if (last !== undefined) profile.contacts.push({ ...last, place: 'work' });
  }
};

const addHold: Complication = (scene) => {
  const { chance, profile, at } = scene;
  const since = nearby(chance, at - chance.pick([0, DAY, 40 * DAY, 40 * DAY, 40 * DAY])) as Instant;
  const hold: Hold = {
    id: `h${profile.holds.length}`,
    ...(chance.flip(0.9) ? { reason: chance.pick(HOLD_REASONS) } : {}),
    ...account(chance),
    ...(chance.flip(0.6) ? { channel: chance.pick(CHANNEL_IDS) } : {}),
    since,
    ...(chance.flip(0.2)
      ? { until: nearby(chance, at + chance.pick([0, 0, DAY, -60 * DAY])) as Instant }
      : {}),
    source: 'test',
  };
  profile.holds.push(hold);
};

const bendConsent: Complication = (scene) => {
  const { chance, profile, at, channel } = scene;
  const consent = profile.consents[channel];
  if (consent === undefined) return;
  switch (chance.whole(1, 8)) {
    case 1:
      consent.status = chance.pick(['refused', 'unknown']);
      break;
    case 2:
      consent.since = nearby(chance, at) as Instant;
      break;
    case 3:
      consent.until = nearby(chance, at) as Instant;
      break;
    case 4:
      delete profile.consents[channel];
      break;
    case 8:
      delete consent.since;
      break;
    case 5:
      consent.since = ago(scene, 60);
      delete consent.confirmedAt;
      break;
    case 6:
      consent.since = (at - 200 * DAY) as Instant;
      consent.confirmedAt = ago(scene, 60);
      break;
    default:
      consent.since = (at - 200 * DAY) as Instant;
      delete consent.confirmedAt;
      for (const phone of profile.phones ?? []) phone.reassignedCheckedAt = ago(scene, 60);
  }
};

const spoilPoints: Complication = (scene) => {
  const { chance, profile } = scene;
  for (const phone of profile.phones ?? []) {
    const kind = chance.whole(1, 6);
    if (kind === 1) phone.status = 'wrong-party';
    if (kind === 2) phone.status = 'reassigned';
    if (kind === 3) phone.line = 'landline';
    if (kind === 4) phone.registry = { checkedAt: ago(scene, 31), listed: chance.flip(0.2) };
    if (kind === 5) delete phone.registry;
  }
  for (const email of profile.emails ?? []) {
    if (chance.flip(0.3)) email.status = 'wrong-party';
    else email.place = chance.pick(['work', 'unknown', 'personal']);
  }
  if (chance.flip(0.1)) profile.emails = [];
  if (chance.flip(0.06)) profile.phones = [];
};

const stateInconvenience: Complication = ({ chance, profile, at, zone, channel }) => {
  const minute = Math.floor(clockAt(zone, at).msOfDay / 60_000);
  const start = chance.flip(0.5) ? minute : chance.whole(0, 1439);
  const end = (start + chance.pick([0, 1, 60, 240, 720])) % 1440;
  const other = chance.whole(0, 1439);
  const isEnding = chance.flip(0.4);
  profile.inconvenientTimes.push({
    ...(chance.flip(0.5) ? { days: WEEKDAYS.filter(() => chance.flip(0.5)) } : {}),
    start: clockText(isEnding ? other : start),
    end: clockText(isEnding ? minute : end),
    ...(chance.flip(0.3) ? { channel: chance.flip(0.5) ? channel : chance.pick(CHANNEL_IDS) } : {}),
  });
};

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

const knowAccount: Complication = ({ chance, profile, at, zone }) => {
  const facts = profile.accounts['a'] ?? {};
  profile.accounts['a'] = facts;
  if (chance.flip(0.5)) facts.product = chance.pick(LOAN_PRODUCTS);
  if (chance.flip(0.3)) facts.actor = chance.pick(['first-party', 'third-party']);
  if (chance.flip(0.6)) facts.inCollection = chance.flip(0.4);
  if (chance.flip(0.25)) facts.current = true;
  else if (chance.flip(0.6)) {
    const day = clockAt(zone, at).day - chance.pick([5, 29, 30, 31, 32, 90]);
    facts.unpaidSince = new Date(day * DAY).toISOString().slice(0, 10);
  }
};

/** What can be on file beside a clean profile; each is drawn alike. */
export const COMPLICATIONS: readonly Complication[] = [
  addConversation,
  addConversation,
  (scene) => {
    addDirectConsent(scene);
    if (scene.chance.flip(0.7)) scene.chance.pick([addConversation, addCalls])(scene);
  },
  addCalls,
  addCalls,
  addContacts,
  addContacts,
  addContacts,
  goToWork,
  addHold,
  addHold,
  bendConsent,
  spoilPoints,
  ({ chance, profile }) => addPlace(chance, profile),
  ({ chance, profile }) => addPlace(chance, profile),
  stateInconvenience,
  knowAccount,
  knowAccount,
  (scene) => (scene.chance.flip(0.25) ? addMany(scene) : addContacts(scene)),
];
