import type { ContactRule } from '../../rule.ts';
import { solicitationHolidays } from './solicitation-law.ts';

const CITATION = 'state telemarketing law (list of dnc.com)';

/** States that close to solicitations on holidays of their own. */
export const SOLICITATION_HOLIDAYS: readonly ContactRule[] = [
  solicitationHolidays({
    state: 'AL',
    title: 'Alabama: no solicitation on a state holiday.',
    citation: `Alabama ${CITATION}`,
    confidence: 'medium',
    calendar: 'US-AL',
  }),
  solicitationHolidays({
    state: 'LA',
    title: 'Louisiana: no solicitation on a holiday of its own list.',
    citation: `Louisiana ${CITATION}`,
    confidence: 'medium',
    calendar: 'US-LA',
  }),
  solicitationHolidays({
    state: 'MS',
    title: 'Mississippi: no solicitation on a state holiday.',
    citation: `Mississippi ${CITATION}`,
    confidence: 'medium',
    calendar: 'US-MS',
  }),
  solicitationHolidays({
    state: 'PA',
    title: 'Pennsylvania: no solicitation on a state holiday.',
    citation: 'Pennsylvania telemarketing law (charts of state telemarketing hours)',
    confidence: 'low',
    note: 'Verify: the charts speak of limits on holidays without saying which; closed here.',
    calendar: 'US-PA',
  }),
  solicitationHolidays({
    state: 'RI',
    title: 'Rhode Island: no solicitation on a state holiday.',
    citation: `Rhode Island ${CITATION}`,
    confidence: 'medium',
    calendar: 'US-RI',
  }),
  solicitationHolidays({
    state: 'UT',
    title: 'Utah: no solicitation on a state holiday.',
    citation: `Utah ${CITATION}`,
    confidence: 'medium',
    calendar: 'US-UT',
  }),
];
