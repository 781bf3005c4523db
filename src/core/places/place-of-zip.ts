import { type Place, readPlace } from './place.ts';
import { ZIPS } from './zip-data.ts';

const ZIP_COUNT = 100_000;
const BASE = 36;

interface ZipTable {
  /** Of each ZIP, its place in `places` plus 1; 0 for one that is not assigned. */
  readonly indexes: Uint16Array;
  readonly places: readonly (Place | 'nowhere')[];
}

let table: ZipTable | undefined;

/**
 * Every zone and jurisdiction that reaches into the ZIP, or comes within 15 km of its middle; `nowhere` for a military
 * one, whose mail goes on to wherever the addressee serves; `undefined` for one that is not assigned.
 * @param zip Five digits.
 */
export function placeOfZip(zip: string): Place | 'nowhere' | undefined {
  if (!/^\d{5}$/.test(zip)) return undefined;
  table ??= readZips();
  const index = table.indexes[Number(zip)] ?? 0;
  return index === 0 ? undefined : table.places[index - 1];
}

function readZips(): ZipTable {
  const indexes = new Uint16Array(ZIP_COUNT);
  const places: (Place | 'nowhere')[] = [];
  for (const line of ZIPS.slice(1, -1).split('\n')) {
    const [name = '', runs = ''] = line.split(':');
    places.push(name === '' ? 'nowhere' : readPlace(name));
    let next = 0;
    let skips = true;
    for (const text of runs.split(',')) {
      const length = Number.parseInt(text, BASE);
      if (!skips) indexes.fill(places.length, next, next + length);
      next += length;
      skips = !skips;
    }
  }
  return { indexes, places };
}
