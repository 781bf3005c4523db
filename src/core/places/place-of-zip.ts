import type { Place } from './place.ts';

/** Where a five-digit ZIP may be; `nowhere` for military ones; `undefined` when unknown. */
export function placeOfZip(_zip: string): Place | 'nowhere' | undefined {
  return undefined;
}
