import type { ContactRule } from '../../rule.ts';
import { EVERYONE, NOT_REQUIRED } from '../selectors.ts';

export const COURTESY: readonly ContactRule[] = [
  {
    id: 'house-courtesy-holidays',
    version: 1,
    title: 'No call or text by choice on a federal holiday.',
    citation: 'House policy',
    jurisdiction: 'house',
    binding: 'policy',
    confidence: 'high',
    effective: {},
    enabled: 'off',
    actors: EVERYONE,
    purposes: NOT_REQUIRED,
    media: ['call', 'text'],
    note: 'Off by default: no law asks it of a servicer.',
    kind: 'holiday',
    parameters: { calendar: 'US' },
  },
];
