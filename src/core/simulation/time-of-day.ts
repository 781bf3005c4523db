import type { WindowTemplate } from '../configuration.ts';

/** When a borrower is best reached, and what a send window is for them. */
export type TimeOfDay = 'morning' | 'midday' | 'evening' | 'weekend';

export const TIMES_OF_DAY: readonly TimeOfDay[] = ['morning', 'midday', 'evening', 'weekend'];

const MIDDAY_FROM = 11 * 60;
const EVENING_FROM = 16 * 60 + 30;

/** The time of day in whose stretch the middle of a window falls; a window of Saturdays and Sundays is the weekend. */
export function timeOfDay({ days, start, end }: Pick<WindowTemplate, 'days' | 'start' | 'end'>): TimeOfDay {
  if (days.every((day) => day === 'sat' || day === 'sun')) return 'weekend';
  const middle = (minutes(start) + minutes(end)) / 2;
  if (middle < MIDDAY_FROM) return 'morning';
  return middle < EVENING_FROM ? 'midday' : 'evening';
}

function minutes(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}
