import type { Chance } from './chance.ts';
import type { DraftProfile } from './draft-profile.ts';
import { readGazetteer } from './gazetteer.ts';

const gazetteer = readGazetteer();
/** Where most provisions are; drawn as often as all places together. */
const OFTEN = ['US-FL', 'US-MA', 'US-DC', 'US-NY-NYC', 'US-WV', 'US-CA', 'US-WA', 'US-LA', 'US-TX'];
const FAR = ['US-GU', 'US-AZ', 'US-HI', 'US-AK', 'US-PR'];

/** Gives the profile a home: numbers, an address, or only what the servicer states. */
export function settle(chance: Chance, profile: DraftProfile): void {
  const home = chance.flip(0.35) ? chance.pick(OFTEN) : chance.pick(gazetteer.jurisdictions);
  const kind = chance.whole(1, 10);
  if (kind <= 7) profile.addresses = [address(chance, home)];
  if (kind >= 3) profile.phones = [phone(chance, home, 'p1')];
  if (kind >= 7 || chance.flip(0.1)) {
    profile.timeZones.push(chance.pick(gazetteer.zones(home)));
    profile.jurisdictions = home === 'US-NY-NYC' ? ['US-NY', home] : [home];
  }
  if (chance.flip(0.4)) profile.emails = [{ id: 'e1', place: 'personal' }];
  if (chance.flip(0.03)) {
    // Nothing tells a state: then every state's law may apply.
    profile.timeZones = [chance.pick(gazetteer.zones(home))];
    delete profile.jurisdictions;
    delete profile.phones;
    delete profile.addresses;
  }
}

/** Something more that points to another place, or to none. */
export function addPlace(chance: Chance, profile: DraftProfile): void {
  const phones = profile.phones ?? [];
  const addresses = profile.addresses ?? [];
  const away = chance.flip(0.3) ? chance.pick(FAR) : chance.pick(gazetteer.jurisdictions);
  switch (chance.whole(1, 12)) {
    case 1:
      phones.push(numbered(chance, chance.pick(['800', '888', '900', '500', '710']), 'p2'));
      break;
    case 2:
      phones.push(numbered(chance, chance.pick(gazetteer.foreignAreaCodes), 'p2'));
      break;
    case 3:
      phones.push(numbered(chance, chance.pick(gazetteer.splitAreaCodes), 'p2'));
      break;
    case 4:
      phones.push(numbered(chance, chance.pick(['211', '999', '155', undefined]), 'p2'));
      break;
    case 5:
      for (const each of phones) each.line = 'voip';
      break;
    case 6:
      addresses.push({ id: 'a2', zip: chance.pick(gazetteer.splitZips), place: 'home' });
      break;
    case 7:
      addresses.push({ id: 'a2', zip: chance.pick(['09001', '00000', '96201', '34002']), place: 'other' });
      break;
    case 8:
      profile.timeZones.push(chance.pick(['Pacific/Guam', 'America/Phoenix', 'Not/AZone', 'America/Denver']));
      break;
    case 9:
      profile.jurisdictions = [...(profile.jurisdictions ?? []), chance.pick(OFTEN.filter(isState))];
      break;
    case 10:
      addresses.push({ ...address(chance, away), id: 'a2', place: 'work' });
      break;
    default:
      phones.push(phone(chance, away, 'p2'));
  }
  if (phones.length > 0) profile.phones = phones;
  if (addresses.length > 0) profile.addresses = addresses;
}

function isState(jurisdiction: string): boolean {
  return jurisdiction.length === 'US-FL'.length;
}

function address(chance: Chance, home: string): { id: string; zip: string; place: 'home' } {
  return { id: 'a1', zip: chance.pick(gazetteer.zips(home)), place: 'home' };
}

type DraftPhone = NonNullable<DraftProfile['phones']>[number];

function phone(chance: Chance, home: string, id: string): DraftPhone {
  const codes = gazetteer.areaCodes(home);
  return numbered(chance, codes.length === 0 ? '800' : chance.pick(codes), id);
}

function numbered(chance: Chance, areaCode: string | undefined, id: string): DraftPhone {
  return {
    id,
    ...(areaCode === undefined ? {} : { areaCode }),
    line: chance.pick(['mobile', 'mobile', 'unknown']),
    place: 'personal',
  };
}
