import * as z from 'zod';
import { STATES } from '../core/places/states.ts';

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
