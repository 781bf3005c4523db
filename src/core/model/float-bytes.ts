const FLOAT_BYTES = 8;

/** How many bytes this many float64 take. */
export function floatBytes(count: number): number {
  return FLOAT_BYTES * count;
}

/** Writes the values as little-endian float64 from `offset` on. */
export function writeFloats(view: DataView, offset: number, values: Float64Array): void {
  let at = offset;
  for (const value of values) {
    view.setFloat64(at, value, true);
    at += FLOAT_BYTES;
  }
}

/** Reads `count` little-endian float64 from `offset` on, whatever the alignment. */
export function readFloats(view: DataView, offset: number, count: number): Float64Array {
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = view.getFloat64(offset + FLOAT_BYTES * i, true);
  return values;
}
