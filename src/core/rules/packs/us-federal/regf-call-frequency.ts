import type { ContactRule } from '../../rule.ts';
import { ALL_PURPOSES } from '../selectors.ts';

export const REGF_CALL_FREQUENCY: readonly ContactRule[] = [
  {
    id: 'us-fed-regf-call-frequency',
    version: 1,
    title: 'At most 7 calls about one debt within 7 consecutive days.',
    citation: '12 CFR 1006.14(b)(2)(i)(A), (b)(3) and (b)(4)',
    jurisdiction: 'US',
    binding: 'law',
    confidence: 'high',
    effective: {},
    enabled: 'on',
    actors: ['third-party'],
    purposes: ALL_PURPOSES,
    media: ['call'],
    note: 'More is presumed to be harassment; the presumption can be rebutted both ways. Attempts count, texts and e-mails do not. All student loans serviced under one account number are one debt. "Consecutive days" is read as the stricter of 168 hours and 7 calendar days.',
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
    id: 'us-fed-regf-call-after-conversation',
    version: 1,
    title:
      'No call about a debt within 7 days of a telephone conversation about it, its date being the first.',
    citation: '12 CFR 1006.14(b)(2)(i)(B) and (b)(3)',
    jurisdiction: 'US',
    binding: 'law',
    confidence: 'high',
    effective: {},
    enabled: 'on',
    actors: ['third-party'],
    purposes: ALL_PURPOSES,
    media: ['call'],
    note: "A conversation on day D blocks D to D+6; D+7 is free. The borrower's own call is a conversation too.",
    kind: 'cooldown',
    parameters: { days: 7, after: 'conversation', unit: 'debt', exclusions: ['prior-consent'] },
  },
];
