import type { Place } from './place.ts';

/** Where a North American area code may be; `nowhere` for toll-free and other codes without a place; `undefined` when unknown. */
export function placeOfAreaCode(_areaCode: string): Place | 'nowhere' | undefined {
  return undefined;
}
