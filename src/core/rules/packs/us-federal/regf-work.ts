import type { ContactRule } from '../../rule.ts';
import { ALL_PURPOSES } from '../selectors.ts';

export const REGF_WORK: readonly ContactRule[] = [
  {
    id: 'us-fed-regf-work-place',
    version: 1,
    title: 'No call or text to a number at the workplace unless the employer is known to permit it.',
    citation: '12 CFR 1006.6(b)(1)(ii) and (b)(3); 15 USC 1692c(a)(3)',
    jurisdiction: 'US',
    binding: 'law',
    confidence: 'medium',
    effective: {},
    enabled: 'on',
    actors: ['third-party'],
    purposes: ALL_PURPOSES,
    media: ['call', 'text'],
    note: 'The law asks what the collector knows or should know of the employer. Here silence counts as a prohibition.',
    kind: 'suppression',
    parameters: { when: { fact: 'contact-point', problem: 'work-place' } },
  },
  {
    id: 'us-fed-regf-work-email',
    version: 1,
    title:
      'No e-mail to an address that an employer provides, unless the borrower used it or consented to it.',
    citation: '12 CFR 1006.22(f)(3)',
    jurisdiction: 'US',
    binding: 'law',
    confidence: 'low',
    effective: {},
    enabled: 'on',
    actors: ['third-party'],
    purposes: ALL_PURPOSES,
    media: ['email'],
    note: "Verify the exceptions. An address of which nobody knows whose it is counts as an employer's.",
    kind: 'suppression',
    parameters: { when: { fact: 'contact-point', problem: 'work-email' } },
  },
];
