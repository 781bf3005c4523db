import * as z from 'zod';

/** Postal codes of the states, the District of Columbia and the territories. */
const STATES = (
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA ' +
  'RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI'
).split(' ');

/** A state that nobody knows would match no rule and so permit: it is refused. */
export const jurisdictionSchema = z
  .string()
  .regex(new RegExp(`^US-(?:${STATES.join('|')})(?:-[A-Z]{2,8})?$`), {
    error: 'use US- and the postal code of a state, e.g. US-FL, or a city in one such as US-NY-NYC',
  });

/** The jurisdictions with the states of their cities: whoever is in a city is in its state. */
export function withStates(jurisdictions: readonly string[]): readonly string[] {
  return [...new Set(jurisdictions.flatMap((each) => [each, each.slice(0, 'US-NY'.length)]))];
}
