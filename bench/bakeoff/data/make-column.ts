import { isNumber } from './cell.ts';
import type { Column } from './classification-set.ts';
import type { InternedColumn } from './interned-column.ts';

/** The rows in `kept` of a column as read: numeric when it is declared so, or not declared and all its cells are. */
export function makeColumn(read: InternedColumn, name: string, kept: readonly number[]): Column {
  const codes = Int32Array.from(kept, (row) => read.codes[row] ?? -1);
  const declared = read.declared ?? (read.texts.every(isNumber) ? 'numeric' : 'categorical');
  if (declared === 'numeric') {
    const numbers = Float64Array.from(read.texts, Number);
    const values = Float64Array.from(codes, (code) => numbers[code] ?? Number.NaN);
    return { kind: 'numeric', name, source: read.name, values };
  }
  const { levels, places } = byFrequency(read.texts, codes);
  return {
    kind: 'categorical',
    name,
    source: read.name,
    levels,
    codes: codes.map((code) => places[code] ?? -1),
  };
}

/** The texts that occur, the most frequent first, and where each text went (−1 when it doesn't occur). */
function byFrequency(texts: readonly string[], codes: Int32Array) {
  const counts = new Int32Array(texts.length);
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  const order = texts
    .map((text, code) => ({ text, code, count: counts[code] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count || (one.text < other.text ? -1 : 1));
  const places = new Int32Array(texts.length).fill(-1);
  order.forEach(({ code }, place) => {
    places[code] = place;
  });
  return { levels: order.map(({ text }) => text), places };
}
