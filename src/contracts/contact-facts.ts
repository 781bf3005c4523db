import type { ContactFactsOnFile } from '../app/check-contact-facts.ts';
import type { ProfileRequest } from './borrower-profile.ts';
import { withStates } from './jurisdiction.ts';

/** The contact facts that a request states; of telephone numbers only area codes are left, see `phoneSchema`. */
export function contactFacts({ jurisdictions, ...stated }: ProfileRequest): ContactFactsOnFile {
  return { ...stated, ...(jurisdictions === undefined ? {} : { jurisdictions: withStates(jurisdictions) }) };
}
