/**
 * The words of an identifier or a label, in lower case without accents: split at anything that is neither letter nor
 * digit, between letters and digits, and where camelCase starts a new word.
 * @example wordsOf('customerAGE_2ndZip') // ['customer', 'age', '2', 'nd', 'zip']
 */
export function wordsOf(name: string): readonly string[] {
  const plain = name.normalize('NFKD').replace(/\p{Mark}/gu, '');
  return (plain.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?(?:(?!\p{Lu})\p{L})+|\p{N}+/gu) ?? []).map((word) =>
    word.toLowerCase(),
  );
}
