import { InvariantError } from '../errors.ts';

const PERCENT = 0x25;

/**
 * The text's UTF-8 bytes. ECMAScript itself has no TextEncoder, but it can write UTF-8 as URI escapes.
 * @throws {InvariantError} `unreachable` when the text has half a surrogate pair.
 */
export function encodeUtf8(text: string): Uint8Array {
  const escaped = toEscapes(text);
  const bytes = new Uint8Array(escaped.length);
  let length = 0;
  for (let i = 0; i < escaped.length; i++) {
    if (escaped.charCodeAt(i) === PERCENT) {
      bytes[length++] = Number.parseInt(escaped.slice(i + 1, i + 3), 16);
      i += 2;
    } else {
      bytes[length++] = escaped.charCodeAt(i);
    }
  }
  return bytes.slice(0, length);
}

function toEscapes(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch (cause) {
    throw new InvariantError('unreachable', 'A text to be stored has half a surrogate pair.', { cause });
  }
}

/** The text that the bytes spell, or undefined when they are not well-formed UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  let escaped = '';
  for (const byte of bytes) {
    const plain = byte < 0x80 && byte !== PERCENT;
    escaped += plain ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}
