import type { ContactRule } from '../../rule.ts';
import { CALIFORNIA } from './california.ts';
import { DISTRICT_OF_COLUMBIA } from './district-of-columbia.ts';
import { FLORIDA } from './florida.ts';
import { LOUISIANA_DISASTERS } from './louisiana-disasters.ts';
import { MASSACHUSETTS } from './massachusetts.ts';
import { MINI_TCPA } from './mini-tcpa.ts';
import { NEW_YORK_CITY } from './new-york-city.ts';
import { NEW_YORK_STATE } from './new-york-state.ts';
import { SOLICITATION_HOLIDAYS } from './solicitation-holidays.ts';
import { SOLICITATION_HOURS } from './solicitation-hours.ts';
import { WASHINGTON } from './washington.ts';
import { WEST_VIRGINIA } from './west-virginia.ts';

export const US_STATES_AND_CITIES: readonly ContactRule[] = [
  ...CALIFORNIA,
  ...DISTRICT_OF_COLUMBIA,
  ...FLORIDA,
  ...MASSACHUSETTS,
  ...NEW_YORK_CITY,
  ...NEW_YORK_STATE,
  ...WASHINGTON,
  ...WEST_VIRGINIA,
  ...LOUISIANA_DISASTERS,
  ...MINI_TCPA,
  ...SOLICITATION_HOURS,
  ...SOLICITATION_HOLIDAYS,
];
