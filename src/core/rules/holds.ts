import type { Instant } from '../time/instant.ts';
import type { Hold } from './contact-profile.ts';

/** When the hold ends; `undefined` for never, and for an end before the beginning: what contradicts itself forbids. */
export function holdEnd({ since, until }: Hold): Instant | undefined {
  return until !== undefined && until > since ? until : undefined;
}
