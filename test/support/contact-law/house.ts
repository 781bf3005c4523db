import type { Provision } from './provision.ts';
import { by, held } from './situation.ts';

/** The house's own rules. */
export const HOUSE: readonly Provision[] = [
  { name: 'house complaint', forbids: (s) => !s.isRequired && held(s, 'complaint') },
  { name: 'house litigation', forbids: (s) => !s.isRequired && held(s, 'litigation') },
  { name: 'house identity theft', forbids: (s) => !s.isRequired && held(s, 'identity-theft') },
  { name: 'house disaster', forbids: (s) => by(s, 'call', 'text') && held(s, 'disaster') },
];
