import type { ContactRule } from '../../rule.ts';
import { daily, notOnSundays } from '../selectors.ts';
import { solicitationHours } from './solicitation-law.ts';

const CHART = 'charts of state telemarketing hours';
const VERIFY = 'Verify: from charts that disagree in details; the strictest is taken.';

/** Hours known from charts alone. States with a source of their own have a file of their own. */
export const SOLICITATION_HOURS: readonly ContactRule[] = [
  solicitationHours({
    state: 'AL',
    title: 'Alabama: solicitations only from 8 a.m. to 8 p.m., not on Sundays.',
    citation: `Alabama telemarketing law (${CHART})`,
    confidence: 'low',
    note: VERIFY,
    hours: notOnSundays('08:00', '20:00'),
  }),
  solicitationHours({
    state: 'CT',
    title: 'Connecticut: solicitations only from 9 a.m. to 8 p.m.',
    citation: 'Connecticut SB 1058 (2023)',
    confidence: 'low',
    note: 'Verify: one chart still shows 9 to 9; the stricter is taken.',
    hours: daily('09:00', '20:00'),
  }),
  solicitationHours({
    state: 'IL',
    title: 'Illinois: solicitations only from 9 a.m. to 9 p.m.',
    citation: `Illinois telemarketing law (${CHART})`,
    confidence: 'low',
    note: `${VERIFY} Some say from 8 a.m. on.`,
    hours: daily('09:00', '21:00'),
  }),
  solicitationHours({
    state: 'KY',
    title: 'Kentucky: solicitations only from 10 a.m. to 9 p.m.',
    citation: `Kentucky telemarketing law (${CHART})`,
    confidence: 'low',
    note: VERIFY,
    hours: daily('10:00', '21:00'),
  }),
  solicitationHours({
    state: 'LA',
    title: 'Louisiana: solicitations only from 8 a.m. to 8 p.m., not on Sundays.',
    citation: `Louisiana telemarketing law (${CHART})`,
    confidence: 'low',
    note: VERIFY,
    hours: notOnSundays('08:00', '20:00'),
  }),
  solicitationHours({
    state: 'MA',
    title: 'Massachusetts: solicitations only from 8 a.m. to 8 p.m.',
    citation: `Massachusetts telemarketing law (${CHART})`,
    confidence: 'low',
    note: VERIFY,
    hours: daily('08:00', '20:00'),
  }),
  solicitationHours({
    state: 'MI',
    title: 'Michigan: solicitations only from 9 a.m. to 9 p.m.',
    citation: `Michigan telemarketing law (${CHART})`,
    confidence: 'low',
    note: VERIFY,
    hours: daily('09:00', '21:00'),
  }),
  solicitationHours({
    state: 'MN',
    title: 'Minnesota: solicitations only from 9 a.m. to 9 p.m.',
    citation: `Minnesota telemarketing law (${CHART})`,
    confidence: 'low',
    note: VERIFY,
    hours: daily('09:00', '21:00'),
  }),
  solicitationHours({
    state: 'MS',
    title: 'Mississippi: solicitations only from 8 a.m. to 8 p.m., in Central time too, not on Sundays.',
    citation: `Mississippi telemarketing law (${CHART})`,
    confidence: 'low',
    note: `${VERIFY} The charts give the hours in Central time.`,
    hours: notOnSundays('08:00', '20:00'),
    alsoZones: ['America/Chicago'],
  }),
  solicitationHours({
    state: 'NJ',
    title: 'New Jersey: solicitations only from 8 a.m. to 8 p.m.',
    citation: `New Jersey telemarketing law (${CHART})`,
    confidence: 'low',
    note: VERIFY,
    hours: daily('08:00', '20:00'),
  }),
  solicitationHours({
    state: 'NM',
    title: 'New Mexico: solicitations only from 9 a.m. to 9 p.m.',
    citation: `New Mexico telemarketing law (${CHART})`,
    confidence: 'low',
    note: VERIFY,
    hours: daily('09:00', '21:00'),
  }),
  solicitationHours({
    state: 'NV',
    title: 'Nevada: solicitations only from 9 a.m. to 8 p.m.',
    citation: `Nevada telemarketing law (${CHART})`,
    confidence: 'low',
    note: VERIFY,
    hours: daily('09:00', '20:00'),
  }),
  solicitationHours({
    state: 'PA',
    title: 'Pennsylvania: solicitations only from 8 a.m. to 9 p.m., not on Sundays.',
    citation: `Pennsylvania telemarketing law (${CHART})`,
    confidence: 'low',
    note: `${VERIFY} The charts speak of limits on Sundays without one number: closed here.`,
    hours: notOnSundays('08:00', '21:00'),
  }),
  solicitationHours({
    state: 'RI',
    title: 'Rhode Island: solicitations only 9 a.m. to 6 p.m., Saturdays 10 a.m. to 5 p.m., not on Sundays.',
    citation: `Rhode Island telemarketing law (${CHART})`,
    confidence: 'low',
    note: VERIFY,
    hours: [
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], start: '09:00', end: '18:00' },
      { days: ['sat'], start: '10:00', end: '17:00' },
    ],
  }),
  solicitationHours({
    state: 'WA',
    title: 'Washington: solicitations only from 8 a.m. to 8 p.m.',
    citation: 'RCW 80.36.390 (HB 1497)',
    confidence: 'low',
    note: 'Verify.',
    hours: daily('08:00', '20:00'),
  }),
];
