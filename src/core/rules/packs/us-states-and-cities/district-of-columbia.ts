import type { ContactRule, RuleHead } from '../../rule.ts';
import { ABOUT_THE_DEBT, ELECTRONIC, EVERYONE } from '../selectors.ts';

const NOTE =
  'Binds creditors too; not mortgages nor direct motor-vehicle instalment loans. Every auto loan is left out, as the file does not tell direct from indirect: verify for indirect ones.';

const COMMON = {
  version: 1,
  citation: 'D.C. Code 28-3814',
  jurisdiction: 'US-DC',
  binding: 'law',
  effective: { from: '2023-01-01' },
  enabled: 'on',
  actors: EVERYONE,
  purposes: ABOUT_THE_DEBT,
  accounts: { productsExcept: ['mortgage', 'auto'], daysPastDueOver: 30 },
} as const satisfies Partial<RuleHead>;

export const DISTRICT_OF_COLUMBIA: readonly ContactRule[] = [
  {
    ...COMMON,
    id: 'us-dc-call-frequency',
    title: 'District of Columbia: at most 4 calls per account within 7 days, once over 30 days past due.',
    confidence: 'low',
    media: ['call'],
    note: `${NOTE} Older texts say 3, from the emergency acts before.`,
    kind: 'cap',
    parameters: {
      limit: 4,
      days: 7,
      counts: 'attempts',
      together: ['call'],
      unit: 'account',
      exclusions: [],
    },
  },
  {
    ...COMMON,
    id: 'us-dc-electronic-frequency',
    title:
      'District of Columbia: at most 5 electronic messages per account within 7 days, over 30 days past due.',
    confidence: 'low',
    media: ELECTRONIC,
    note: NOTE,
    kind: 'cap',
    parameters: {
      limit: 5,
      days: 7,
      counts: 'communications',
      together: ELECTRONIC,
      unit: 'account',
      exclusions: [],
    },
  },
  {
    ...COMMON,
    id: 'us-dc-electronic-consent',
    title: 'District of Columbia: e-mail and text need written consent, once over 30 days past due.',
    confidence: 'low',
    media: ['email', 'text'],
    note: `${NOTE} The law's one message in 7 days that asks for consent is not used.`,
    kind: 'consent',
    parameters: { form: 'written' },
  },
];
