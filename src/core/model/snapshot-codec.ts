import { at } from '../linear-algebra/at.ts';
import { triangleLength, upperRow } from '../linear-algebra/packed-triangle.ts';
import { LADDER } from '../policy/strategy.ts';
import { floatBytes, readFloats, writeFloats } from './float-bytes.ts';
import { corruptSnapshot } from './read-json.ts';
import type { Snapshot } from './snapshot.ts';
import { readSnapshotHeader, type SnapshotHeader } from './snapshot-header.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

const MAGIC = encodeUtf8('RAPPORT2');
const HEADER_AT = MAGIC.length + 4;
const ALIGNMENT = 8;
const SPACE = 0x20;

/**
 * The snapshot as bytes; equal snapshots have equal bytes, so the SHA-256 of the bytes names the model.
 * @remarks `RAPPORT2`, length of the header (4 bytes, little-endian), header as JSON in UTF-8 with fields in a fixed
 * order, filled up with spaces to a multiple of 8 bytes, then for each arm θ and C and for each effect its weights, as
 * little-endian float64.
 */
export function serializeSnapshot(snapshot: Snapshot): Uint8Array {
  const header = encodeHeader(readSnapshotHeader(snapshot));
  const rows = [
    ...snapshot.arms.flatMap(({ theta, covariance }) => [theta, covariance]),
    ...snapshot.effects.map(({ values }) => values),
  ];
  const floats = rows.reduce((total, row) => total + row.length, 0);
  const bytes = new Uint8Array(HEADER_AT + header.length + floatBytes(floats));
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint32(MAGIC.length, header.length, true);
  bytes.set(header, HEADER_AT);
  let offset = HEADER_AT + header.length;
  for (const row of rows) {
    writeFloats(view, offset, row);
    offset += floatBytes(row.length);
  }
  return bytes;
}

/**
 * The snapshot that `serializeSnapshot` made these bytes of.
 * @remarks A flipped bit in θ can still be a number: compare the SHA-256 of the bytes with the snapshot's id first.
 * @throws {CorruptStateError} `snapshot-corrupt` when it can't have made them, with what is wrong.
 */
export function parseSnapshot(bytes: Uint8Array): Snapshot {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_AT || !sameBytes(bytes.subarray(0, MAGIC.length), MAGIC)) {
    throw corruptSnapshot('it does not begin like a snapshot');
  }
  const floatsAt = HEADER_AT + view.getUint32(MAGIC.length, true);
  const header = decodeHeader(bytes.subarray(HEADER_AT, floatsAt));
  const dimension = LADDER[header.strategy].learner === 'none' ? 0 : header.names.length;
  const armLength = dimension + triangleLength(dimension);
  const armsLength = armLength * header.arms.length;
  const length = armsLength + dimension * header.effects.length;
  if (bytes.length !== floatsAt + floatBytes(length)) {
    throw corruptSnapshot(
      `${bytes.length} bytes do not fit ${header.arms.length} arms and ${header.effects.length} effects of ${dimension} features`,
    );
  }
  const floats = readFloats(view, floatsAt, length);
  if (!floats.every((value) => Number.isFinite(value) && !Object.is(value, -0))) {
    throw corruptSnapshot('a value is not finite or is -0');
  }
  const arms = header.arms.map((arm, index) => {
    const theta = floats.subarray(armLength * index, armLength * index + dimension);
    const covariance = floats.subarray(armLength * index + dimension, armLength * (index + 1));
    for (let row = 0; row < dimension; row++) {
      if (!(at(covariance, upperRow(row, dimension) + row) >= 0))
        throw corruptSnapshot(`arm ${arm.action} has a negative variance`);
    }
    return { ...arm, theta, covariance };
  });
  const effects = header.effects.map((effect, index) => ({
    ...effect,
    values: floats.subarray(armsLength + dimension * index, armsLength + dimension * (index + 1)),
  }));
  return { ...header, effects, arms };
}

function encodeHeader(header: SnapshotHeader): Uint8Array {
  const text = encodeUtf8(JSON.stringify(header));
  const padding = -(HEADER_AT + text.length) & (ALIGNMENT - 1);
  const bytes = new Uint8Array(text.length + padding).fill(SPACE);
  bytes.set(text);
  return bytes;
}

function decodeHeader(bytes: Uint8Array): SnapshotHeader {
  const header = readSnapshotHeader(parseJson(decodeUtf8(bytes) ?? ''));
  // Whatever JSON allows beyond what is written here (other spacing, unknown fields) would give one model two names.
  if (!sameBytes(encodeHeader(header), bytes))
    throw corruptSnapshot('the header is not written in the one way');
  return header;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw corruptSnapshot('the header is not JSON');
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
