import type { ContactRule } from '../../rule.ts';
import { ALL_PURPOSES, daily } from '../selectors.ts';

export const REGF_TIMES: readonly ContactRule[] = [
  {
    id: 'us-fed-regf-inconvenient-time',
    version: 1,
    title: 'No contact before 8 a.m. or from 9 p.m. on, by the clock of every place that the file indicates.',
    citation: '12 CFR 1006.6(b)(1)(i) and comment 6(b)(1)(i)-2; 15 USC 1692c(a)(1)',
    jurisdiction: 'US',
    binding: 'law',
    confidence: 'high',
    effective: {},
    enabled: 'on',
    actors: ['third-party'],
    purposes: ALL_PURPOSES,
    media: ['call', 'text', 'email'],
    note: 'Half-open: 8:00:00 is lawful, 21:00:00 is not. E-mail and text are judged by the time sent. Where the consumer is may conflict; then every place must agree. A reply that the consumer asked for by the same medium is outside.',
    kind: 'window',
    parameters: { hours: daily('08:00', '21:00') },
  },
  {
    id: 'us-fed-regf-stated-inconvenient-time',
    version: 1,
    title: 'No contact at a time that the borrower has said to be inconvenient.',
    citation: '12 CFR 1006.6(b)(1)(i)',
    jurisdiction: 'US',
    binding: 'law',
    confidence: 'high',
    effective: {},
    enabled: 'on',
    actors: ['third-party'],
    purposes: ALL_PURPOSES,
    media: ['call', 'text', 'email', 'push'],
    note: 'The word "inconvenient" is not needed. "Busy right now" binds only that one contact and is not a stated time.',
    kind: 'window',
    parameters: { hours: 'stated' },
  },
];
