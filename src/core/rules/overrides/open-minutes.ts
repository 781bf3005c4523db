import { minutesOfWallTime } from '../../time/wall-time.ts';
import type { OpenHours, WindowParameters } from '../rule.ts';
import { narrower, type Strictness } from './orders.ts';

/** Stricter when it is open at no minute of the week at which it was closed, and closed at one at which it was open. */
export function shorterHours(
  before: WindowParameters['hours'],
  after: WindowParameters['hours'],
): Strictness {
  if (before === 'stated' || after === 'stated') return before === after ? 'same' : 'looser';
  return narrower(openMinutes(before), openMinutes(after));
}

/** Every minute of the week at which it is open, as `day minute`. */
function openMinutes(hours: readonly OpenHours[]): readonly string[] {
  return hours.flatMap(({ days, start, end }) => {
    const from = minutesOfWallTime(start);
    const length = Math.max(0, minutesOfWallTime(end) - from);
    return days.flatMap((day) => Array.from({ length }, (_, index) => `${day} ${from + index}`));
  });
}
