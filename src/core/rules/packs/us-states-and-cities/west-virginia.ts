import type { ContactRule, RuleHead } from '../../rule.ts';
import { ABOUT_THE_DEBT, ALL_MEDIA, ALL_PURPOSES, daily, EVERYONE } from '../selectors.ts';

const COMMON = {
  version: 1,
  citation: 'W. Va. Code 46A-2-125(d)',
  jurisdiction: 'US-WV',
  binding: 'law',
  confidence: 'high',
  effective: {},
  enabled: 'on',
  actors: EVERYONE,
  purposes: ABOUT_THE_DEBT,
} as const satisfies Partial<RuleHead>;

const INTENT = 'Binds creditors too. The law asks for an intent to annoy; here the number decides.';

export const WEST_VIRGINIA: readonly ContactRule[] = [
  {
    ...COMMON,
    id: 'us-wv-call-frequency',
    title: 'West Virginia: at most 30 calls to a person within a week.',
    media: ['call'],
    note: INTENT,
    kind: 'cap',
    parameters: {
      limit: 30,
      days: 7,
      counts: 'attempts',
      together: ['call'],
      unit: 'person',
      exclusions: [],
    },
  },
  {
    ...COMMON,
    id: 'us-wv-conversation-frequency',
    title: 'West Virginia: at most 10 conversations with a person within a week.',
    media: ['call'],
    note: INTENT,
    kind: 'cap',
    parameters: {
      limit: 10,
      days: 7,
      counts: 'conversations',
      together: ['call'],
      unit: 'person',
      exclusions: [],
    },
  },
  {
    ...COMMON,
    id: 'us-wv-collection-hours',
    title: 'West Virginia: calls and texts about a debt only from 8 a.m. to 9 p.m. local time.',
    media: ['call', 'text'],
    note: 'Binds creditors too.',
    kind: 'window',
    parameters: { hours: daily('08:00', '21:00') },
  },
  {
    ...COMMON,
    id: 'us-wv-attorney',
    title: 'West Virginia: no contact with a debtor whom an attorney is known to represent.',
    citation: 'W. Va. Code 46A-2-128(e)',
    confidence: 'low',
    purposes: ALL_PURPOSES,
    media: ALL_MEDIA,
    note: 'Verify the paragraph. Binds creditors too. The 72 hours that a written notice leaves are not used: it binds at once.',
    kind: 'suppression',
    parameters: { when: { fact: 'hold', reasons: ['attorney'], reach: 'person' } },
  },
];
