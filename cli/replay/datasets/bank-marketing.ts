import { readReplaySchema } from '../read-replay-schema.ts';
import type { DataSet } from './data-set.ts';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const OFFICE_HOURS = { start: '09:00', end: '17:00' };

/**
 * Telephone contacts of a bank, 2008 to 2010. The context is what the bank knew of the customer and of its earlier
 * contacts. Left out: age and marital (protected), duration (known only after the call), pdays (999 for all but 4 %,
 * whom poutcome tells), month and the five economic series (they say when a row was written, not whom it is about;
 * docs/replay.md tells what they would change).
 */
export const BANK_MARKETING: DataSet = {
  file: 'bank_marketing/bank-additional-full.csv.gz',
  origin: 'UCI Bank Marketing, bank-additional-full.csv; Moro, Cortez and Rita 2014, CC BY 4.0',
  caveat:
    'The bank did not choose phone and day at random, so the outcomes are not the recorded ones: they are drawn from a model of customer attributes fitted on the other half of the rows. The figures say how well Rapport learns that model, not what phone or day would do to real customers. With calendar and economy in the model it would end behind the best constant action (docs/replay.md).',
  schema: readReplaySchema({
    name: 'bank-marketing',
    mode: 'model',
    delimiter: ';',
    features: {
      features: [
        {
          kind: 'categorical',
          name: 'job',
          levels: [
            'admin.',
            'blue-collar',
            'entrepreneur',
            'housemaid',
            'management',
            'retired',
            'self-employed',
            'services',
            'student',
            'technician',
            'unemployed',
            'unknown',
          ],
          missing: { rule: 'refuse' },
        },
        {
          kind: 'categorical',
          name: 'education',
          levels: [
            'university.degree',
            'basic.4y',
            'basic.6y',
            'basic.9y',
            'high.school',
            'illiterate',
            'professional.course',
            'unknown',
          ],
          missing: { rule: 'refuse' },
        },
        ...['default', 'housing', 'loan'].map((name) => ({
          kind: 'categorical',
          name,
          levels: ['no', 'unknown', 'yes'],
          missing: { rule: 'refuse' },
        })),
        {
          kind: 'categorical',
          name: 'poutcome',
          levels: ['nonexistent', 'failure', 'success'],
          missing: { rule: 'refuse' },
        },
        {
          kind: 'numeric',
          name: 'campaign',
          min: 1,
          max: 60,
          center: 2,
          spread: 4,
          missing: { rule: 'refuse' },
        },
        {
          kind: 'numeric',
          name: 'previous',
          min: 0,
          max: 10,
          center: 0,
          spread: 1,
          missing: { rule: 'refuse' },
        },
      ],
      crosses: [],
    },
    action: {
      channel: { column: 'contact', values: { cellular: 'cellular', telephone: 'telephone' } },
      window: { column: 'day_of_week', values: Object.fromEntries(WEEKDAYS.map((day) => [day, day])) },
      hours: Object.fromEntries(WEEKDAYS.map((day) => [day, { days: [day], ...OFFICE_HOURS }])),
    },
    reward: { column: 'y', events: { yes: { type: 'subscribed', value: 1 } }, nothing: ['no'] },
    learning: { strategy: 'pooled-linucb', ridge: 20, beta: 5, epsilon: 0.005 },
  }),
};
