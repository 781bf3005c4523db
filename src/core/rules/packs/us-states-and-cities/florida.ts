import type { ContactRule } from '../../rule.ts';
import { ABOUT_THE_DEBT, ALL_MEDIA, ALL_PURPOSES, daily, EVERYONE } from '../selectors.ts';

export const FLORIDA: readonly ContactRule[] = [
  {
    id: 'us-fl-collection-hours',
    version: 1,
    title: 'Florida: no call or text about a debt from 9 p.m. to 8 a.m. in the debtor’s time zone.',
    citation: 'Fla. Stat. 559.72(17)',
    jurisdiction: 'US-FL',
    binding: 'law',
    confidence: 'high',
    effective: {},
    enabled: 'on',
    actors: EVERYONE,
    purposes: ABOUT_THE_DEBT,
    media: ['call', 'text'],
    note: 'Binds creditors too. E-mail is out since 16 May 2025 (SB 232). The law would let consent lift it and presumes the place from the area code; neither is used.',
    kind: 'window',
    parameters: { hours: daily('08:00', '21:00') },
  },
  {
    id: 'us-fl-attorney',
    version: 1,
    title: 'Florida: nobody who collects contacts a debtor whom an attorney represents.',
    citation: 'Fla. Stat. 559.72(18)',
    jurisdiction: 'US-FL',
    binding: 'law',
    confidence: 'low',
    effective: {},
    enabled: 'on',
    actors: EVERYONE,
    purposes: ALL_PURPOSES,
    media: ALL_MEDIA,
    note: 'Verify the section. Binds creditors too.',
    kind: 'suppression',
    parameters: { when: { fact: 'hold', reasons: ['attorney'], reach: 'person' } },
  },
];
