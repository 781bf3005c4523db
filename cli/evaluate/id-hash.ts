/**
 * A whole number below 2⁵³ that stands for an id: two of ten million different ones share it once in 180 logs, and then
 * one row too many is left out.
 * @remarks Two FNV-1a sums with different starts, each spread by MurmurHash3's finaliser.
 */
export function idHash(id: string): number {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let index = 0; index < id.length; index++) {
    const unit = id.charCodeAt(index);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return (mix(a) & 0x1fffff) * 2 ** 32 + mix(b);
}

function mix(word: number): number {
  let hash = word;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
