import { describe, expect, test } from 'vitest';
import { nodeSha256 } from '../../../src/adapters/node-sha256.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Examples of FIPS 180-2, appendix B. */
describe('SHA-256', () => {
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('of %j is that of the standard, given as text or as bytes', (text, digest) => {
    expect(hex(nodeSha256(text))).toBe(digest);
    expect(hex(nodeSha256(new TextEncoder().encode(text)))).toBe(digest);
  });

  test('takes text as UTF-8 and gives bytes of its own', () => {
    expect(nodeSha256('ü')).toStrictEqual(nodeSha256(Uint8Array.of(0xc3, 0xbc)));
    expect(nodeSha256('a').byteOffset).toBe(0);
    expect(nodeSha256('a').buffer.byteLength).toBe(32);
  });
});
