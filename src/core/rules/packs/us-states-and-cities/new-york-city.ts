import type { ContactRule, RuleHead } from '../../rule.ts';
import { ABOUT_THE_DEBT, ALL_MEDIA, ALL_PURPOSES, ELECTRONIC, EVERYONE } from '../selectors.ts';

const NOTE = 'Binds banks and creditors too, once an account is in debt collection procedures.';

const COMMON = {
  version: 1,
  citation: '6 RCNY 5-77 as amended on 26 February 2026',
  jurisdiction: 'US-NY-NYC',
  binding: 'law',
  effective: { from: '2026-09-01' },
  enabled: 'on',
  actors: EVERYONE,
  purposes: ABOUT_THE_DEBT,
  accounts: { inCollection: true },
} as const satisfies Partial<RuleHead>;

export const NEW_YORK_CITY: readonly ContactRule[] = [
  {
    ...COMMON,
    id: 'us-ny-nyc-contact-frequency',
    title: 'New York City: at most 3 contacts or attempts per account within 7 days, over all media.',
    confidence: 'high',
    media: ALL_MEDIA,
    note: NOTE,
    kind: 'cap',
    parameters: {
      limit: 3,
      days: 7,
      counts: 'communications',
      together: ALL_MEDIA,
      unit: 'account',
      exclusions: [],
    },
  },
  {
    ...COMMON,
    id: 'us-ny-nyc-electronic-consent',
    title: 'New York City: e-mail and text need written consent.',
    confidence: 'high',
    media: ['email', 'text'],
    note: NOTE,
    kind: 'consent',
    parameters: { form: 'written' },
  },
  {
    ...COMMON,
    id: 'us-ny-nyc-medium-cease',
    title: 'New York City: no contact by a medium that the borrower opted out of or asked not to be used.',
    confidence: 'medium',
    purposes: ALL_PURPOSES,
    media: ['call', ...ELECTRONIC],
    note: `${NOTE} A single word opts out.`,
    kind: 'suppression',
    parameters: {
      when: { fact: 'hold', reasons: ['opt-out', 'medium-request'], reach: 'channel' },
    },
  },
  {
    ...COMMON,
    id: 'us-ny-nyc-after-conversation',
    title: 'New York City: no call, text or e-mail about a debt within 7 days of a conversation about it.',
    confidence: 'low',
    media: ['call', 'text', 'email'],
    note: `Verify. ${NOTE}`,
    kind: 'cooldown',
    parameters: { days: 7, after: 'conversation', unit: 'debt', exclusions: [] },
  },
  {
    ...COMMON,
    id: 'us-ny-nyc-contact-frequency-before',
    title: 'New York City: at most 2 contacts per account within 7 days, until the rule of September 2026.',
    citation: '6 RCNY 5-77 before its amendment',
    confidence: 'low',
    effective: { to: '2026-09-01' },
    actors: ['third-party'],
    media: ALL_MEDIA,
    note: 'Verify. For contacts judged as of an earlier date.',
    kind: 'cap',
    parameters: {
      limit: 2,
      days: 7,
      counts: 'communications',
      together: ALL_MEDIA,
      unit: 'account',
      exclusions: [],
    },
  },
];
