/** What a declared attribute says of its column; a CSV column says nothing and is judged by its cells. */
export type DeclaredKind = 'numeric' | 'categorical' | undefined;

/** A column as read, each distinct text once, so that a long file fits in memory. */
export interface InternedColumn {
  readonly name: string;
  readonly declared: DeclaredKind;
  readonly texts: readonly string[];
  /** Positions in `texts`, one per row; −1 where the cell is missing. */
  readonly codes: Int32Array;
}

/** Takes a column's cells one after the other. */
export interface ColumnCollector {
  /** @param cell `undefined` where it is missing. */
  add(cell: string | undefined): void;
  finish(): InternedColumn;
}

export function collectColumn(name: string, declared: DeclaredKind): ColumnCollector {
  const places = new Map<string, number>();
  let codes = new Int32Array(1024);
  let count = 0;
  return {
    add: (cell) => {
      if (count === codes.length) codes = grown(codes);
      codes[count] = cell === undefined ? -1 : placeOf(places, cell);
      count += 1;
    },
    finish: () => ({ name, declared, texts: [...places.keys()], codes: codes.slice(0, count) }),
  };
}

function placeOf(places: Map<string, number>, text: string): number {
  const known = places.get(text);
  if (known !== undefined) return known;
  const place = places.size;
  places.set(text, place);
  return place;
}

function grown(codes: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(codes.length * 2);
  twice.set(codes);
  return twice;
}
