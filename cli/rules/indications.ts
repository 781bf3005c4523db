import type { ContactProfile } from '../../src/core/rules/contact-profile.ts';
import { indicatedPlaces } from '../../src/core/rules/indicated-places.ts';

/** What one fact on file says about where the borrower may be. */
export interface Indication {
  /** E.g. `phone p-1 (area code 850)`. */
  readonly from: string;
  readonly zones: readonly string[];
  readonly jurisdictions: readonly string[];
}

/** Every fact of the file that says where the borrower may be, alone; one that says nothing comes with empty lists. */
export function indications(profile: ContactProfile): readonly Indication[] {
  const { timeZones, jurisdictions = [], phones = [], addresses = [] } = profile;
  const { phones: _phones, addresses: _addresses, jurisdictions: _stated, ...rest } = profile;
  const alone = (from: string, fact: Partial<ContactProfile>): Indication => {
    const places = indicatedPlaces({ ...rest, timeZones: [], ...fact });
    return { from, zones: places.zones, jurisdictions: places.jurisdictions };
  };
  return [
    ...timeZones.map((zone) => alone('stated time zone', { timeZones: [zone] })),
    ...jurisdictions.map((code) => alone('stated jurisdiction', { jurisdictions: [code] })),
    ...phones.map((phone) =>
      alone(`phone ${phone.id} (area code ${phone.areaCode ?? 'unknown'}${note(phone)})`, {
        phones: [phone],
      }),
    ),
    ...addresses.map((address) =>
      alone(`address ${address.id} (ZIP ${address.zip})`, { addresses: [address] }),
    ),
  ];
}

function note({ line, status }: NonNullable<ContactProfile['phones']>[number]): string {
  return [...(line === 'voip' ? ['VoIP'] : []), ...(status === undefined ? [] : [status])]
    .map((word) => `, ${word}`)
    .join('');
}
