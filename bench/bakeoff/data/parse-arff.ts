import { type ArffAttribute, parseArffAttribute } from './arff-attribute.ts';
import { type ArffToken, arffTokens } from './arff-tokens.ts';
import { isMissing, isNumber } from './cell.ts';
import { collectColumn, type InternedColumn } from './interned-column.ts';
import { setFault } from './set-fault.ts';

/** Whether a text starts as an ARFF file does: comments, then `@relation`. */
export function looksLikeArff(text: string): boolean {
  return /^(?:\s*%[^\n]*\n|\s*\n)*\s*@relation\b/i.test(text);
}

/**
 * The columns of an ARFF text (Weka's format; dense rows, numeric, nominal, text and date attributes).
 * @throws {InvalidInputError} `schema-violation` naming file, line and fix.
 */
export function parseArff(text: string, path: string): readonly InternedColumn[] {
  const lines = text.split(/\r\n|\n|\r/);
  const start = lines.findIndex((line) => /^\s*@data\b/i.test(line));
  if (start < 0) throw setFault(path, 'has no @data line', 'Give a complete ARFF file.');
  const attributes = lines
    .slice(0, start)
    .flatMap((line, index) => attributeOf(line, `${path}:${index + 1}`));
  const columns = attributes.map(({ name, kind }) => collectColumn(name, kind));
  for (let index = start + 1; index < lines.length; index += 1) {
    const line = (lines[index] ?? '').trim();
    if (line === '' || line.startsWith('%')) continue;
    const cells = cellsOf(line, attributes, `${path}:${index + 1}`);
    columns.forEach((column, place) => {
      column.add(cells[place]);
    });
  }
  return columns.map((column) => column.finish());
}

function attributeOf(line: string, where: string): readonly ArffAttribute[] {
  const declaration = line.trim();
  if (!/^@attribute\b/i.test(declaration)) return [];
  const attribute = parseArffAttribute(declaration);
  if ('problem' in attribute) {
    throw setFault(
      where,
      `the attribute ${attribute.problem}`,
      'Use numeric, {nominal values}, string or date.',
    );
  }
  return [attribute];
}

function cellsOf(
  line: string,
  attributes: readonly ArffAttribute[],
  where: string,
): readonly (string | undefined)[] {
  if (line.startsWith('{')) {
    throw setFault(
      where,
      'the rows are sparse ("{index value, …}")',
      "Write them out, e.g. with Weka's SparseToNonSparse.",
    );
  }
  const tokens = arffTokens(line);
  if (tokens === undefined) throw setFault(where, 'a quote is not closed', 'Close it, or escape it with \\.');
  if (tokens.length !== attributes.length) {
    const problem = `has ${tokens.length} values for ${attributes.length} attributes`;
    throw setFault(where, problem, 'Mend the line.');
  }
  return attributes.map((attribute, place) => cellOf(attribute, tokens[place], where));
}

function cellOf(attribute: ArffAttribute, token: ArffToken | undefined, where: string): string | undefined {
  if (token === undefined || (!token.quoted && token.text === '?')) return undefined;
  const { text } = token;
  if (attribute.kind === 'numeric') {
    if (isMissing(text)) return undefined;
    if (isNumber(text)) return text;
    throw setFault(where, `"${text.slice(0, 40)}" is not a number (${attribute.name})`, 'Mend the value.');
  }
  if (attribute.levels !== undefined && !attribute.levels.has(text)) {
    if (isMissing(text)) return undefined;
    const problem = `"${text.slice(0, 40)}" is not among the values declared for ${attribute.name}`;
    throw setFault(where, problem, 'Declare it, or mend the value.');
  }
  return text;
}
