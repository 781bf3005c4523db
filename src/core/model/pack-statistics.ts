import { CorruptStateError, InvariantError } from '../errors.ts';
import { at } from '../linear-algebra/at.ts';
import { isExactSum } from '../linear-algebra/grid.ts';
import { crc32 } from './crc32.ts';
import { isSortedByCodeUnit } from './feature-names.ts';
import { floatBytes, readFloats, writeFloats } from './float-bytes.ts';
import { MAX_CREDITS } from './fold.ts';
import type { Statistics } from './statistics.ts';
import { layOut, namesLeft, split, sumsLength } from './sums.ts';
import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/** First byte of the packed form; another number would be another layout. */
const FORMAT = 1;
const CHECKSUM_AT = 1;
const NAMES_LENGTH_AT = 5;
const NAMES_AT = 9;

/**
 * The statistics as bytes; equal statistics have equal bytes, and only they have.
 * @remarks Little-endian: format (1 byte), CRC-32 of all that follows (4), length of the names in bytes (4), the names
 * in UTF-8 with a line feed between two, then as float64 n, Σr, Σr², Σxr and the upper triangle of Σxxᵀ row by row.
 * @throws {InvariantError} `unreachable` when the statistics are not canonical or hold a sum that is not exact.
 */
export function packStatistics(statistics: Statistics): Uint8Array {
  const fault = findFault(statistics);
  if (fault !== undefined)
    throw new InvariantError('unreachable', `Statistics that can't be stored: ${fault}.`);
  const { names } = statistics;
  const text = encodeUtf8(names.join('\n'));
  const bytes = new Uint8Array(NAMES_AT + text.length + floatBytes(sumsLength(names.length)));
  const view = new DataView(bytes.buffer);
  view.setUint8(0, FORMAT);
  view.setUint32(NAMES_LENGTH_AT, text.length, true);
  bytes.set(text, NAMES_AT);
  writeFloats(view, NAMES_AT + text.length, layOut(statistics, names));
  view.setUint32(CHECKSUM_AT, crc32(bytes.subarray(NAMES_LENGTH_AT)), true);
  return bytes;
}

/**
 * The statistics that `packStatistics` made these bytes of.
 * @throws {CorruptStateError} `statistics-corrupt` when it can't have made them, with what is wrong.
 */
export function unpackStatistics(bytes: Uint8Array): Statistics {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < NAMES_AT) throw corrupt(`${bytes.length} bytes are too few`);
  if (view.getUint8(0) !== FORMAT) throw corrupt(`format ${view.getUint8(0)} is unknown`);
  if (view.getUint32(CHECKSUM_AT, true) !== crc32(bytes.subarray(NAMES_LENGTH_AT))) {
    throw corrupt('the checksum does not match');
  }
  const sumsAt = NAMES_AT + view.getUint32(NAMES_LENGTH_AT, true);
  const text = decodeUtf8(bytes.subarray(NAMES_AT, sumsAt));
  if (text === undefined) throw corrupt('the names are not UTF-8');
  const names = text === '' ? [] : text.split('\n');
  if (bytes.length !== sumsAt + floatBytes(sumsLength(names.length))) {
    throw corrupt(`${bytes.length} bytes do not fit ${names.length} names`);
  }
  const statistics = split(readFloats(view, sumsAt, sumsLength(names.length)), names);
  const fault = findFault(statistics);
  if (fault !== undefined) throw corrupt(fault);
  return statistics;
}

/** What keeps statistics from being canonical and exact, if anything. */
function findFault(statistics: Statistics): string | undefined {
  const { names, count } = statistics;
  if (!isSortedByCodeUnit(names)) return 'the names are not sorted, each once';
  if (names.some((name) => name === '' || name.includes('\n'))) return 'a name is empty or has a line feed';
  if (!Number.isInteger(count) || Math.abs(count) > MAX_CREDITS) return `the count ${count} is out of range`;
  const sums = layOut(statistics, names);
  const inexact = sums.findIndex((sum) => !isExactSum(sum));
  if (inexact >= 0) return `the sum ${at(sums, inexact)} is not a multiple of 2^-24 within 2^29`;
  return namesLeft(statistics).length < names.length ? 'a feature without any sum is kept' : undefined;
}

function corrupt(problem: string): CorruptStateError {
  return new CorruptStateError(
    'statistics-corrupt',
    `Packed statistics are damaged: ${problem}; restore the item or fold it again from the decision ledger.`,
  );
}
