import type { ContactRule } from '../rule.ts';
import type { PackId } from '../rule-settings.ts';

/** The rules of each pack. */
export const PACKS: Readonly<Record<PackId, readonly ContactRule[]>> = {
  'us-federal': [],
  'us-states-and-cities': [],
  house: [],
};
