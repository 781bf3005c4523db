import { deflateSync, inflateSync } from 'node:zlib';
import canonicalize from 'canonicalize';
import type { DecisionRecord } from '../../core/decision/decision-record.ts';
import { CorruptStateError, InvariantError } from '../../core/errors.ts';
import { RECORD_DICTIONARY } from './record-dictionary.ts';
import { recordSchema } from './record-schema.ts';
import { readStoredJson } from './stored-values.ts';

/** First byte of the stored form: canonical JSON (RFC 8785), then ZLIB with a preset dictionary and checksum (RFC 1950). */
const FORMAT = 1;
/** More than any record can be; keeps a damaged body from filling the memory. */
const LONGEST_BYTES = 16 * 1024 * 1024;

/**
 * The record as one format byte and compressed canonical JSON.
 * @throws {InvariantError} when the record is not one that {@link decodeRecord} would accept: evidence that can't be
 * read back must not be written.
 */
export function encodeRecord(record: DecisionRecord): Uint8Array {
  if (!recordSchema.safeParse(record).success) {
    throw new InvariantError('unreachable', 'A decision record does not have the shape of one.', {
      details: { decisionId: record.decisionId },
    });
  }
  const json = canonicalize(record) ?? '';
  return Buffer.concat([Uint8Array.of(FORMAT), deflateSync(json, { dictionary: RECORD_DICTIONARY })]);
}

/** @throws {CorruptStateError} `record-corrupt` when the bytes are not what {@link encodeRecord} writes. */
export function decodeRecord(bytes: Uint8Array): DecisionRecord {
  if (bytes[0] !== FORMAT) {
    throw new CorruptStateError(
      'record-corrupt',
      `A decision record has storage format ${bytes[0]}; this program reads format ${FORMAT}.`,
    );
  }
  return readStoredJson(recordSchema, inflate(bytes.subarray(1)), 'decision record');
}

function inflate(deflated: Uint8Array): string {
  try {
    return inflateSync(deflated, { dictionary: RECORD_DICTIONARY, maxOutputLength: LONGEST_BYTES }).toString(
      'utf8',
    );
  } catch (cause) {
    throw new CorruptStateError('record-corrupt', 'The body of a decision record can not be decompressed.', {
      cause,
    });
  }
}
