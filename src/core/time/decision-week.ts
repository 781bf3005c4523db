import type { Brand } from '../brand.ts';
import { DAY_MS, type Instant, instant } from './instant.ts';

/** Whole weeks since Monday 1970-01-05T00:00:00Z; the bucket in which a decision's credit is kept. */
export type DecisionWeek = Brand<number, 'DecisionWeek'>;

const FIRST_MONDAY_MS = 4 * DAY_MS;
const WEEK_MS = 7 * DAY_MS;

export function decisionWeek(decidedAt: Instant): DecisionWeek {
  return Math.floor((decidedAt - FIRST_MONDAY_MS) / WEEK_MS) as DecisionWeek;
}

/** The Monday 00:00 UTC with which the week begins. */
export function weekStart(week: DecisionWeek): Instant {
  return instant(FIRST_MONDAY_MS + week * WEEK_MS);
}
