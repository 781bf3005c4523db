import type { ContactRule } from '../rule.ts';
import type { PackId } from '../rule-settings.ts';
import { HOUSE } from './house/house.ts';
import { US_FEDERAL } from './us-federal/us-federal.ts';
import { US_STATES_AND_CITIES } from './us-states-and-cities/us-states-and-cities.ts';

/**
 * The rules that a configuration can choose from, by pack, as they were read about September 2026. Engineering facts
 * for counsel to confirm, not legal advice; `confidence` says how sure the source is.
 */
export const PACKS: Readonly<Record<PackId, readonly ContactRule[]>> = {
  'us-federal': US_FEDERAL,
  'us-states-and-cities': US_STATES_AND_CITIES,
  house: HOUSE,
};
