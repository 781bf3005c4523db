import type { ContactRule, RuleHead } from '../../rule.ts';
import { ABOUT_THE_DEBT, ALL_MEDIA, ALL_PURPOSES, daily, EVERYONE, NOT_REQUIRED } from '../selectors.ts';

const COMMON = {
  version: 1,
  citation: 'Cal. Civ. Code 1788.17 with 15 USC 1692c',
  jurisdiction: 'US-CA',
  binding: 'law',
  confidence: 'medium',
  effective: {},
  enabled: 'on',
  actors: EVERYONE,
  purposes: ABOUT_THE_DEBT,
  note: 'Binds creditors too: 1788.17 imports the federal act.',
} as const satisfies Partial<RuleHead>;

const ARGUED = 'Whether the numbers of Regulation F reach creditors through 1788.17 is argued; taken to.';

export const CALIFORNIA: readonly ContactRule[] = [
  {
    ...COMMON,
    id: 'us-ca-collection-hours',
    title: 'California: contact about a debt only from 8 a.m. to 9 p.m., creditors too.',
    media: ['call', 'text', 'email'],
    kind: 'window',
    parameters: { hours: daily('08:00', '21:00') },
  },
  {
    ...COMMON,
    id: 'us-ca-call-frequency',
    title: 'California: at most 7 calls about one debt within 7 consecutive days, creditors too.',
    citation: 'Cal. Civ. Code 1788.11 and 1788.17 with 12 CFR 1006.14(b)',
    confidence: 'low',
    media: ['call'],
    note: ARGUED,
    kind: 'cap',
    parameters: {
      limit: 7,
      days: 7,
      counts: 'attempts',
      together: ['call'],
      unit: 'debt',
      exclusions: ['prior-consent', 'unconnected'],
    },
  },
  {
    ...COMMON,
    id: 'us-ca-call-after-conversation',
    title: 'California: no call about a debt within 7 days of a conversation about it, creditors too.',
    citation: 'Cal. Civ. Code 1788.11 and 1788.17 with 12 CFR 1006.14(b)',
    confidence: 'low',
    media: ['call'],
    note: ARGUED,
    kind: 'cooldown',
    parameters: { days: 7, after: 'conversation', unit: 'debt', exclusions: ['prior-consent'] },
  },
  {
    ...COMMON,
    id: 'us-ca-work-place',
    title: 'California: no call or text to the workplace unless it is known to be permitted, creditors too.',
    media: ['call', 'text'],
    purposes: ALL_PURPOSES,
    kind: 'suppression',
    parameters: { when: { fact: 'contact-point', problem: 'work-place' } },
  },
  {
    ...COMMON,
    id: 'us-ca-attorney',
    title: 'California: no contact with a debtor whom an attorney represents, creditors too.',
    media: ALL_MEDIA,
    purposes: ALL_PURPOSES,
    kind: 'suppression',
    parameters: { when: { fact: 'hold', reasons: ['attorney'], reach: 'person' } },
  },
  {
    ...COMMON,
    id: 'us-ca-cease',
    title: 'California: no contact after a written request that it cease, creditors too.',
    media: ALL_MEDIA,
    purposes: NOT_REQUIRED,
    kind: 'suppression',
    parameters: { when: { fact: 'hold', reasons: ['cease'], reach: 'person' } },
  },
];
