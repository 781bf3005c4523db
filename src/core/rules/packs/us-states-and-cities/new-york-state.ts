import type { ContactRule, RuleHead } from '../../rule.ts';
import { ABOUT_THE_DEBT } from '../selectors.ts';

const PROPOSAL = 'Verify. A proposal of December 2022; no sign that it was adopted, hence off by default.';

const COMMON = {
  version: 1,
  citation: '23 NYCRR 1 (proposed amendment)',
  jurisdiction: 'US-NY',
  binding: 'law',
  confidence: 'low',
  effective: {},
  enabled: 'off',
  actors: ['third-party'],
  purposes: ABOUT_THE_DEBT,
} as const satisfies Partial<RuleHead>;

export const NEW_YORK_STATE: readonly ContactRule[] = [
  {
    ...COMMON,
    id: 'us-ny-call-frequency',
    title: 'New York (proposal): at most 3 attempts to call about one debt within 7 days.',
    media: ['call'],
    note: PROPOSAL,
    kind: 'cap',
    parameters: { limit: 3, days: 7, counts: 'attempts', together: ['call'], unit: 'debt', exclusions: [] },
  },
  {
    ...COMMON,
    id: 'us-ny-conversation-frequency',
    title: 'New York (proposal): at most 1 completed call about one debt within 7 days.',
    media: ['call'],
    note: PROPOSAL,
    kind: 'cap',
    parameters: {
      limit: 1,
      days: 7,
      counts: 'conversations',
      together: ['call'],
      unit: 'debt',
      exclusions: [],
    },
  },
  {
    ...COMMON,
    id: 'us-ny-electronic-consent',
    title: 'New York (proposal): e-mail and text need written consent.',
    citation: '23 NYCRR 1.6 and its proposed amendment',
    media: ['email', 'text'],
    note: `${PROPOSAL} The section in force asks for consent to e-mail as well.`,
    kind: 'consent',
    parameters: { form: 'written' },
  },
];
