import { createReadStream } from 'node:fs';
import { InvalidInputError } from '../../src/core/errors.ts';

const LINE_FEED = 0x0a;
/** Whole lines are handed on in blocks of about so many bytes. */
const BLOCK_BYTES = 128 * 1024;
/** A line longer than this is no borrower. */
const LONGEST_LINE = 8 * 1024 * 1024;

/** Bytes of whole lines, each ended by a line feed but perhaps the file's last. */
export interface LineBlock {
  readonly lines: Uint8Array;
  /** Where in the file it ends. */
  readonly end: number;
}

/**
 * The file from `start` on in blocks of whole lines; a block is read only when it is asked for.
 * @throws {InvalidInputError} `schema-violation` for a line of more than 8 MiB.
 */
export async function* lineBlocks(path: string, start = 0): AsyncIterable<LineBlock> {
  let rest = Buffer.alloc(0);
  let end = start;
  for await (const chunk of createReadStream(path, { start, highWaterMark: BLOCK_BYTES })) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    const last = bytes.lastIndexOf(LINE_FEED) + 1;
    rest = bytes.subarray(last);
    if (rest.length > LONGEST_LINE) {
      throw new InvalidInputError(
        'schema-violation',
        `${path} has a line of more than ${LONGEST_LINE} bytes.`,
      );
    }
    if (last === 0) continue;
    end += last;
    yield { lines: ownCopy(bytes.subarray(0, last)), end };
  }
  if (rest.length > 0) yield { lines: ownCopy(rest), end: end + rest.length };
}

/** In a buffer of its own, which can be handed to a thread without copying it again. */
function ownCopy(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
