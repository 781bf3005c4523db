import { expect, test } from 'vitest';
import type { Address, Phone } from '../../../../src/core/rules/contact-profile.ts';
import { indicatedPlaces } from '../../../../src/core/rules/indicated-places.ts';

const phone = (areaCode: string, line: Phone['line'] = 'mobile'): Phone => ({
  id: areaCode,
  areaCode,
  line,
  place: 'personal',
});
const address = (zip: string): Address => ({ id: zip, zip, place: 'home' });
const placesOf = (phones: Phone[], addresses: Address[] = [], timeZones: string[] = []) =>
  indicatedPlaces({ timeZones, phones, addresses });

test('numbers and addresses add zones and states; the first stated zone is home, then the first address', () => {
  const places = placesOf([phone('212'), phone('850')], [address('90012')]);
  expect(new Set(places.zones)).toEqual(
    new Set(['America/Los_Angeles', 'America/New_York', 'America/Chicago']),
  );
  expect(places.home).toBe('America/Los_Angeles');
  for (const name of ['US-CA', 'US-NY', 'US-NY-NYC', 'US-FL']) expect(places.jurisdictions).toContain(name);
  expect(placesOf([phone('212')], [address('90012')], ['America/Denver']).home).toBe('America/Denver');
  expect(placesOf([phone('310', 'voip'), phone('212')]).home).toBe('America/New_York');
});

test('a toll-free number says nothing', () => {
  expect(placesOf([phone('800'), phone('212')]).known).toBe(true);
  expect(placesOf([phone('800')]).known).toBe(false);
});

test('a number over the internet is no evidence by itself, but its zone counts', () => {
  expect(placesOf([phone('212', 'voip')]).known).toBe(false);
  const places = placesOf([phone('212', 'voip')], [address('90012')]);
  expect([places.known, places.zones.includes('America/New_York')]).toEqual([true, true]);
});

test.each<[string, Phone[], Address[]]>([
  ['an area code not in service', [phone('212'), phone('999')], []],
  ['a military address', [phone('212')], [address('09012')]],
  ['a ZIP that is not assigned', [phone('212')], [address('00000')]],
])('one place that nobody can tell makes local time unknown: %s', (_case, phones, addresses) => {
  expect(placesOf(phones, addresses).unknown).toHaveLength(1);
});

test('a place abroad has a zone, and no state says whose law holds', () => {
  expect(placesOf([phone('416')])).toMatchObject({
    known: true,
    zones: ['America/Toronto'],
    jurisdictions: [],
  });
});
