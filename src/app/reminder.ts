import { MINUTE_MS } from '../core/time/instant.ts';

/** After so long without a credit, a decision asks for it again: its message may have been lost. */
export const REMIND_AFTER_MS = 15 * MINUTE_MS;
