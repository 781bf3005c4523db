import type { WhyUnused } from './complete-context.ts';

/** Why a value on record was not used, as a clause without the value. */
export const WHY_UNUSED: Readonly<Record<WhyUnused, string>> = {
  stale: 'what is on record was observed longer ago than its maxAgeHours allows',
  later: 'what is on record was observed after the moment of the decision',
  unknown: 'what is on record says that its value is not known',
  'not-allowed': 'what is on record is no value that its declaration allows any more',
};
