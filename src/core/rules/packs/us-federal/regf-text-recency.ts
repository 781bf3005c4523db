import type { ContactRule } from '../../rule.ts';
import { ALL_PURPOSES } from '../selectors.ts';

export const REGF_TEXT_RECENCY: readonly ContactRule[] = [
  {
    id: 'us-fed-regf-text-recency',
    version: 1,
    title: 'A text needs consent, use of the number or a check against reassignment of the last 60 days.',
    citation: '12 CFR 1006.6(d)(5)',
    jurisdiction: 'US',
    binding: 'law',
    confidence: 'medium',
    effective: {},
    enabled: 'on',
    actors: ['third-party'],
    purposes: ALL_PURPOSES,
    media: ['text'],
    note: 'A safe harbour against disclosure to third parties: texting outside it is a risk of liability rather than forbidden as such.',
    kind: 'consent',
    parameters: { maxAgeDays: 60, orReassignedCheckDays: 60 },
  },
];
