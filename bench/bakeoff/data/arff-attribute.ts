import { arffTokens } from './arff-tokens.ts';

export interface ArffAttribute {
  readonly name: string;
  readonly kind: 'numeric' | 'categorical';
  /** The values that a nominal attribute allows; absent for texts and dates. */
  readonly levels?: ReadonlySet<string>;
}

const NAME = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s{'"][^\s{]*)/;
const TYPE = /\s*(\{.*\})\s*(?:%.*)?|\s+([^\s{].*)/;
const DECLARATION = new RegExp(`^@attribute\\s+(?:${NAME.source})(?:${TYPE.source})$`, 'iu');
const NUMERIC = /^(?:numeric|real|integer)\b/i;
const TEXTUAL = /^(?:string|date)\b/i;

/** What an `@attribute` line declares, or what is wrong with it. */
export function parseArffAttribute(line: string): ArffAttribute | { readonly problem: string } {
  const found = DECLARATION.exec(line);
  if (found === null) return { problem: 'is not "@attribute NAME TYPE"' };
  const [, single, double, plain = '', nominal, type = ''] = found;
  const name = (single ?? double ?? plain).replace(/\\(.)/gu, '$1');
  if (nominal !== undefined) {
    const tokens = arffTokens(nominal.slice(1, -1));
    if (tokens === undefined) return { problem: 'has a quote that is not closed' };
    return { name, kind: 'categorical', levels: new Set(tokens.map(({ text }) => text)) };
  }
  if (NUMERIC.test(type)) return { name, kind: 'numeric' };
  if (TEXTUAL.test(type)) return { name, kind: 'categorical' };
  return { problem: `has the type "${type.slice(0, 40)}", which can't be a feature` };
}
