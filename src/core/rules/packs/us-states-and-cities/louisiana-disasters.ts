import type { ContactRule, RuleHead } from '../../rule.ts';
import { EVERYONE } from '../selectors.ts';

const COMMON = {
  version: 1,
  citation: 'La. R.S. 45:844.31; PSC General Order R-29617',
  jurisdiction: 'US-LA',
  binding: 'law',
  effective: {},
  enabled: 'on',
  media: ['call', 'text'],
} as const satisfies Partial<RuleHead>;

const PARAMETERS = { when: { fact: 'hold', reasons: ['disaster'], reach: 'person' } } as const;

export const LOUISIANA_DISASTERS: readonly ContactRule[] = [
  {
    ...COMMON,
    id: 'us-la-disaster-solicitation',
    title: 'Louisiana: no solicitation by call or text during a declared emergency.',
    confidence: 'medium',
    actors: ['telemarketer'],
    purposes: ['solicitation'],
    note: 'Once the Public Service Commission has invoked it. The hold is what tells.',
    kind: 'suppression',
    parameters: PARAMETERS,
  },
  {
    ...COMMON,
    id: 'us-la-disaster-collection',
    title: 'Louisiana: no call or text about a debt during a declared emergency.',
    confidence: 'low',
    actors: EVERYONE,
    purposes: ['servicing', 'collection'],
    note: 'Disputed: the commission’s staff said in September 2020 that collection was included, counsel argue not. A person may end the hold.',
    kind: 'suppression',
    parameters: PARAMETERS,
  },
];
