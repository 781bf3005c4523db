import { MINUTE_MS } from './instant.ts';

/** How far the clock of a feed may run ahead of ours. */
export const CLOCK_SKEW_MS = 5 * MINUTE_MS;
