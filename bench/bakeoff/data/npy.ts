const MAGIC = '\x93NUMPY\x01\x00';
const ALIGNMENT = 64;

/**
 * The bytes of a NumPy array file, format 1.0, in C order.
 * @param shape Its product is `values.length`.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function npyBytes(values: Float64Array | Float32Array | Int32Array, shape: readonly number[]): Buffer {
  if (shape.reduce((product, size) => product * size, 1) !== values.length) {
    throw new RangeError(`The shape ${shape.join(' × ')} does not hold ${values.length} values.`);
  }
  const type = values instanceof Int32Array ? '<i4' : values instanceof Float32Array ? '<f4' : '<f8';
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const description = `{'descr': '${type}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const used = MAGIC.length + 2 + description.length + 1;
  const padding = (ALIGNMENT - (used % ALIGNMENT)) % ALIGNMENT;
  const header = Buffer.from(`${description}${' '.repeat(padding)}\n`, 'latin1');
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  // Every platform that Node runs on stores numbers with the lowest byte first, as the type says.
  const body = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return Buffer.concat([Buffer.from(MAGIC, 'latin1'), length, header, body]);
}
