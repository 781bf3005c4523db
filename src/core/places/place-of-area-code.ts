import { AREA_CODES } from './area-code-data.ts';
import { type Place, readPlace } from './place.ts';

/**
 * Codes that belong to no place: toll-free, personal and premium numbers, machine to machine, government emergency.
 * @see North American Numbering Plan Administration, non-geographic area codes.
 */
const NOWHERE =
  /^(?:8(?:00|22|33|44|55|66|77|88|80|81|82|83|84|85|86|87|89)|5(?:00|2[1-9]|3[235-8]|4[2-9]|50|66|77|88|99)|900|6(?:00|22|33|44|55|77|88)|700|710|456)$/;

let places: ReadonlyMap<string, Place> | undefined;

/**
 * Every zone and jurisdiction in which a number with this area code may be at home; `nowhere` for a code without a place,
 * `undefined` for one that is not in service.
 * @param code Three digits of the North American Numbering Plan.
 */
export function placeOfAreaCode(code: string): Place | 'nowhere' | undefined {
  places ??= readAreaCodes();
  return places.get(code) ?? (NOWHERE.test(code) ? 'nowhere' : undefined);
}

function readAreaCodes(): ReadonlyMap<string, Place> {
  const read = new Map<string, Place>();
  for (const line of AREA_CODES.trim().split('\n')) {
    const [name = '', codes = ''] = line.split(':');
    const place = readPlace(name);
    for (const code of codes.split(',')) read.set(code, place);
  }
  return read;
}
