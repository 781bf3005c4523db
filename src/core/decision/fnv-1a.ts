/** FNV-1a (Fowler, Noll and Vo, 1991) of the text's code units: 0 … 2³² − 1. Spreads ids over shards; fixed for ever. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let position = 0; position < text.length; position += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(position), 0x01000193);
  }
  return hash >>> 0;
}
