import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InvalidInputError } from '../../src/core/errors.ts';

export interface LineRange {
  readonly path: string;
  readonly packed: boolean;
  readonly start: number;
  readonly end: number;
}

const LINE_FEED = 0x0a;
const BLOCK_BYTES = 256 * 1024;
/** A line longer than this is no row. */
const LONGEST_LINE = 32 * 1024 * 1024;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The lines that begin in a stretch of a file, in batches, blank ones among them, without their ends (LF or CR LF) and
 * without a byte order mark. Each line of a file belongs to exactly one of the stretches that it is cut into.
 * @throws {InvalidInputError} `schema-violation` when a packed file is damaged or a line is longer than 32 MiB.
 */
export async function* readLines({ path, packed, start, end }: LineRange): AsyncGenerator<readonly string[]> {
  // One byte earlier, to see whether a line begins at the start or goes on there.
  let at = Math.max(0, start - 1);
  let skipping = start > 0;
  let rest: Buffer = Buffer.alloc(0);
  let isFirst = start === 0;
  const text = (bytes: Buffer): readonly string[] => {
    let whole = bytes.toString('utf8');
    if (isFirst && whole.startsWith(BYTE_ORDER_MARK)) whole = whole.slice(1);
    isFirst = false;
    const lines = whole.split('\n');
    if (lines.at(-1) === '') lines.pop();
    return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  };
  for await (const chunk of bytesOf(path, packed, at)) {
    let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (skipping) {
      const feed = bytes.indexOf(LINE_FEED);
      const cut = feed < 0 ? bytes.length : feed + 1;
      at += cut;
      bytes = bytes.subarray(cut);
      skipping = feed < 0;
      if (skipping) {
        rest = Buffer.alloc(0);
        continue;
      }
    }
    if (at >= end) return;
    // The last line that begins before the end may reach beyond it.
    const last = at + bytes.length > end ? bytes.indexOf(LINE_FEED, end - 1 - at) : -1;
    if (last >= 0) {
      yield text(bytes.subarray(0, last + 1));
      return;
    }
    const whole = bytes.lastIndexOf(LINE_FEED) + 1;
    if (whole > 0) yield text(bytes.subarray(0, whole));
    at += whole;
    rest = bytes.subarray(whole);
    if (rest.length > LONGEST_LINE) {
      throw new InvalidInputError(
        'schema-violation',
        `${path} has a line of more than ${LONGEST_LINE} bytes.`,
      );
    }
  }
  if (rest.length > 0 && at < end) yield text(rest);
}

async function* bytesOf(path: string, packed: boolean, start: number): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { start: packed ? 0 : start, highWaterMark: BLOCK_BYTES });
  if (!packed) {
    yield* file;
    return;
  }
  const ignore = (): void => undefined; // An error of either comes out of the iteration below.
  const unpacked = createGunzip({ chunkSize: BLOCK_BYTES });
  pipeline(file, unpacked, ignore);
  try {
    yield* unpacked;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidInputError('schema-violation', `${path} can't be unpacked: ${why}. Copy it again.`, {
      cause,
    });
  } finally {
    file.destroy();
  }
}
