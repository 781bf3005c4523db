import type { ContactRule } from '../../rule.ts';
import { ALL_MEDIA, ALL_PURPOSES, EVERYONE } from '../selectors.ts';

export const PROTECTED_BORROWERS: readonly ContactRule[] = [
  {
    id: 'us-fed-bankruptcy-stay',
    version: 1,
    title: 'No automatic contact while a bankruptcy stay or a discharge binds.',
    citation: '11 USC 362(a)(6) and 524(a)(2)',
    jurisdiction: 'US',
    binding: 'law',
    confidence: 'high',
    effective: {},
    enabled: 'on',
    actors: EVERYONE,
    purposes: ALL_PURPOSES,
    media: ALL_MEDIA,
    note: 'From the petition on, whether or not notice of it has come. What stays lawful (11 USC 524(j), 12 CFR 1026.41(e)(5)) is done by hand.',
    kind: 'suppression',
    parameters: { when: { fact: 'hold', reasons: ['bankruptcy'], reach: 'person' } },
  },
  {
    id: 'us-fed-servicemember',
    version: 1,
    title: 'No automatic contact with a servicemember under protection; a trained team takes over.',
    citation: '50 USC 3901 ff.',
    jurisdiction: 'US',
    binding: 'policy',
    confidence: 'low',
    effective: {},
    enabled: 'on',
    actors: EVERYONE,
    purposes: ALL_PURPOSES,
    media: ALL_MEDIA,
    note: 'Verify. The act bans no contact hours; but the time zone of a deployed borrower is unknown, and defaults need a check with the DMDC first.',
    kind: 'suppression',
    parameters: { when: { fact: 'hold', reasons: ['servicemember'], reach: 'person' } },
  },
];
