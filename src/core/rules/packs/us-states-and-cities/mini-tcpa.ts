import type { ContactRule } from '../../rule.ts';
import { daily, notOnSundays } from '../selectors.ts';
import { solicitationHours, threeSolicitationsADay } from './solicitation-law.ts';

/** "Mini-TCPA" statutes: shorter hours, three solicitations a day. */
export const MINI_TCPA: readonly ContactRule[] = [
  solicitationHours({
    state: 'FL',
    title: 'Florida: solicitations only from 8 a.m. to 8 p.m. where the called person is.',
    citation: 'Fla. Stat. 501.616(6)(a)',
    confidence: 'high',
    note: 'A Florida area code is presumed to be a resident’s. Contacts chiefly about an existing debt or contract are outside.',
    hours: daily('08:00', '20:00'),
  }),
  threeSolicitationsADay({
    state: 'FL',
    title: 'Florida: at most 3 solicitations within 24 hours.',
    citation: 'Fla. Stat. 501.616(6)(b)',
    confidence: 'high',
    note: 'The law counts by subject; here all count, whatever their subject.',
  }),
  solicitationHours({
    state: 'OK',
    title: 'Oklahoma: solicitations only from 8 a.m. to 8 p.m.',
    citation: '15 O.S. 775C.4',
    confidence: 'medium',
    hours: daily('08:00', '20:00'),
  }),
  threeSolicitationsADay({
    state: 'OK',
    title: 'Oklahoma: at most 3 solicitations within 24 hours.',
    citation: '15 O.S. 775C.4',
    confidence: 'medium',
    note: 'The law counts by subject; here all count, whatever their subject.',
  }),
  solicitationHours({
    state: 'MD',
    title: 'Maryland: solicitations only from 8 a.m. to 8 p.m. where the called person is.',
    citation: 'Md. Code, Com. Law 14-4501 ff. (Stop the Spam Calls Act)',
    confidence: 'low',
    effective: { from: '2024-01-01' },
    note: 'Verify the citation: one source gives 14-3201.',
    hours: daily('08:00', '20:00'),
  }),
  threeSolicitationsADay({
    state: 'MD',
    title: 'Maryland: at most 3 calls or texts that solicit within 24 hours.',
    citation: 'Md. Code, Com. Law 14-4501 ff. (Stop the Spam Calls Act)',
    confidence: 'low',
    effective: { from: '2024-01-01' },
    note: 'Verify the citation: one source gives 14-3201.',
  }),
  solicitationHours({
    state: 'OR',
    title: 'Oregon: solicitations only from 8 a.m. to 8 p.m.',
    citation: 'Oregon HB 3865 (2025)',
    confidence: 'medium',
    effective: { from: '2026-01-01' },
    note: 'The area code may be relied on; here every place on file must agree.',
    hours: daily('08:00', '20:00'),
  }),
  threeSolicitationsADay({
    state: 'OR',
    title: 'Oregon: at most 3 solicitations within 24 hours.',
    citation: 'Oregon HB 3865 (2025)',
    confidence: 'medium',
    effective: { from: '2026-01-01' },
  }),
  solicitationHours({
    state: 'TX',
    title: 'Texas: solicitations only 9 a.m. to 9 p.m., Sundays from noon, in Central time too.',
    citation: 'Tex. Bus. & Com. Code 301.051 and ch. 302 (SB 140)',
    confidence: 'low',
    effective: { from: '2025-09-01' },
    note: 'Sources differ whether the clock is the recipient’s or Texas’s, so both must agree. A settlement of November 2025 exempts texts by consent from registration, not from these hours.',
    hours: [...notOnSundays('09:00', '21:00'), { days: ['sun'], start: '12:00', end: '21:00' }],
    alsoZones: ['America/Chicago'],
  }),
];
