/** SHA-256 of bytes or of the UTF-8 of a text; 32 bytes. */
export type Sha256 = (input: Uint8Array | string) => Uint8Array;
