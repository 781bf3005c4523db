import type { Weekday } from '../../configuration.ts';
import type { Actor, Medium, OpenHours, RulePurpose } from '../rule.ts';

export const EVERYONE: readonly Actor[] = ['first-party', 'third-party'];

export const ALL_PURPOSES: readonly RulePurpose[] = ['servicing', 'collection', 'solicitation', 'required'];

/** What a servicer does with a debt that is not an offer. */
export const ABOUT_THE_DEBT: readonly RulePurpose[] = ['servicing', 'collection', 'required'];

/** All but a contact that an obligation demands. */
export const NOT_REQUIRED: readonly RulePurpose[] = ['servicing', 'collection', 'solicitation'];

export const ALL_MEDIA: readonly Medium[] = ['call', 'text', 'email', 'mail', 'push'];

export const ELECTRONIC: readonly Medium[] = ['email', 'text', 'push'];

const MONDAY_TO_SATURDAY: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const EVERY_DAY: readonly Weekday[] = [...MONDAY_TO_SATURDAY, 'sun'];

/** The same hours on every day of the week. */
export function daily(start: string, end: string): readonly OpenHours[] {
  return [{ days: EVERY_DAY, start, end }];
}

/** The same hours from Monday to Saturday; closed on Sundays. */
export function notOnSundays(start: string, end: string): readonly OpenHours[] {
  return [{ days: MONDAY_TO_SATURDAY, start, end }];
}
