import type { Brand } from '../brand.ts';
import { formatInstant, type Instant } from './instant.ts';

/** `YYYY-MM-DD` in UTC; sorts as time does from year 0 to 9999. */
export type UtcDate = Brand<string, 'UtcDate'>;

export function utcDateOf(at: Instant): UtcDate {
  return formatInstant(at).slice(0, 10) as UtcDate;
}
