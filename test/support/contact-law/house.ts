import { MEDIA } from './contact-points.ts';
import type { Provision } from './provision.ts';
import { by, held, tooMany } from './situation.ts';

/** The house's own rules. */
export const HOUSE: readonly Provision[] = [
  { name: 'house complaint', forbids: (s) => !s.isRequired && held(s, 'complaint') },
  { name: 'house litigation', forbids: (s) => held(s, 'litigation') },
  { name: 'house identity theft', forbids: (s) => held(s, 'identity-theft') },
  { name: 'house disaster', forbids: (s) => !s.isRequired && by(s, 'call', 'text') && held(s, 'disaster') },
  {
    name: 'house 7 calls',
    forbids: (s) =>
      !s.isRequired &&
      by(s, 'call') &&
      tooMany(s, { media: ['call'], limit: 7, days: 7, unit: 'person', exclusions: true }),
  },
  {
    name: 'house 14 contacts',
    forbids: (s) => !s.isRequired && tooMany(s, { media: MEDIA, limit: 14, days: 7, unit: 'person' }),
  },
];
