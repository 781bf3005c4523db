/** A comma-separated piece of an ARFF line; quotes decide whether `?` is a mark or a text. */
export interface ArffToken {
  readonly text: string;
  readonly quoted: boolean;
}

/**
 * The pieces of a line between commas, spaces around them removed, quotes (' or ") and backslashes resolved;
 * `undefined` when a quote stays open or something follows a closed one.
 * @see ARFF, Weka manual, chapter 9: either quote may enclose a text, a backslash takes the next character as it is.
 */
export function arffTokens(line: string): readonly ArffToken[] | undefined {
  // Most data lines have no quotes at all, and there splitting is all there is to do.
  if (!/['"\\]/.test(line)) return line.split(',').map((piece) => ({ text: piece.trim(), quoted: false }));
  const tokens: ArffToken[] = [];
  const piece = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,'"]*))\s*(,|$)/uy;
  for (;;) {
    const found = piece.exec(line);
    if (found === null) return undefined;
    const [, single, double, plain = '', end] = found;
    const quoted = single ?? double;
    tokens.push({ text: unescaped(quoted ?? plain.trim()), quoted: quoted !== undefined });
    if (end === '') return tokens;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescaped(text: string): string {
  return text.replace(/\\(.)/gu, (_, character: string) => ESCAPES[character] ?? character);
}
