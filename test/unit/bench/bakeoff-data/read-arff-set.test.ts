import { describe, expect, test } from 'vitest';
import { arffTokens } from '../../../../bench/bakeoff/data/arff-tokens.ts';
import { cellsOf, labelsOf, readText } from './data-file.ts';

const ARFF = `% A made-up set
@relation tiny

@attribute 'edge length' numeric
@attribute width REAL
@ATTRIBUTE shade {dark, light,'very light', "it's \\"off\\""}
@attribute note string
@attribute kind{a,b , c}

@data
1.5, 2, dark, 'one, two', a
% in between
?, 3e-1, 'very light', ?, b
-4,?,?,plain,a
5,6,"it's \\"off\\"",'?',b
`;

describe('an ARFF file', () => {
  const set = readText(ARFF, 'kind', 'tiny.arff');

  test('gives numbers, nominal values and texts by their attributes, quotes resolved', () => {
    expect(set.columns.map(({ kind, source }) => [kind, source])).toEqual([
      ['numeric', 'edge length'],
      ['numeric', 'width'],
      ['categorical', 'shade'],
      ['categorical', 'note'],
    ]);
    expect(cellsOf(set, 'edge length')).toEqual([1.5, undefined, -4, 5]);
    expect(cellsOf(set, 'width')).toEqual([2, 0.3, undefined, 6]);
    expect(cellsOf(set, 'shade')).toEqual(['dark', 'very light', undefined, 'it\'s "off"']);
  });

  test('takes ? for missing only without quotes', () => {
    expect(cellsOf(set, 'note')).toEqual(['one, two', undefined, 'plain', '?']);
  });

  test('has the classes that occur, not those that are declared', () => {
    expect(set.classes).toEqual(['a', 'b']);
    expect(labelsOf(set)).toEqual(['a', 'b', 'a', 'b']);
  });

  test('reads the same with CRLF, packed, and under another name', () => {
    expect(readText(ARFF.replaceAll('\n', '\r\n'), 'kind', 'tiny.arff')).toEqual(set);
    expect(readText(ARFF, '5', 'tiny.arff.gz')).toEqual(set);
    expect(readText(ARFF, 'last', 'tiny.txt')).toEqual(set);
  });

  test('keeps numbers of a nominal attribute as levels', () => {
    const digits = readText('@relation r\n@attribute d {0,1,2}\n@attribute k {x,y}\n@data\n2,x\n0,y\n', 'k');
    expect(cellsOf(digits, 'd')).toEqual(['2', '0']);
  });

  test('takes a date for a text', () => {
    const dated = readText(
      '@relation r\n@attribute d date "yyyy-MM-dd"\n@attribute k {x,y}\n@data\n2026-01-02,x\n2026-01-03,y\n',
      'k',
    );
    expect(cellsOf(dated, 'd')).toEqual(['2026-01-02', '2026-01-03']);
  });
});

describe('an ARFF file that can not be used', () => {
  const header = '@relation r\n@attribute n numeric\n@attribute k {x,y}\n@data\n';
  test.each([
    ['sparse rows', `${header}{0 1, 1 x}\n`, /:5: the rows are sparse.*SparseToNonSparse/],
    ['a text for a number', `${header}one,x\n`, /:5: "one" is not a number \(n\)/],
    ['an undeclared value', `${header}1,z\n`, /:5: "z" is not among the values declared for k/],
    ['too many values', `${header}1,x,2\n`, /:5: has 3 values for 2 attributes/],
    ['an open quote', `${header}1,'x\n`, /:5: a quote is not closed/],
    ['no data mark', '@relation r\n@attribute n numeric\n', /no @data line/],
    ['a table inside', '@relation r\n@attribute b relational\n@data\n', /:2: .*"relational", which can't be/],
    ['a broken attribute', '@relation r\n@attribute n\n@data\n', /:2: .*is not "@attribute NAME TYPE"/],
    ['a label that is not there', `${header}1,x\n2,y\n`, /no column "class".*are n, k;/],
  ])('for %s is refused with line and fix', (_, text, message) => {
    expect(() => readText(text, 'class', 'set.arff')).toThrow(message);
  });
});

test('an ARFF file without rows is refused', () => {
  expect(() => readText('@relation r\n@attribute n numeric\n@attribute k {x,y}\n@data\n', 'k')).toThrow(
    /no rows/,
  );
});

describe('the pieces of a line', () => {
  const texts = (line: string) => arffTokens(line)?.map(({ text }) => text);
  test.each([
    ['a,b', ['a', 'b']],
    [' a , b ', ['a', 'b']],
    ["'a,b',c", ['a,b', 'c']],
    ["'it\\'s','\\\\'", ["it's", '\\']],
    ['"x" , y', ['x', 'y']],
    [',', ['', '']],
    ["'',''", ['', '']],
    ["a,''", ['a', '']],
  ])('of %s', (line, expected) => {
    expect(texts(line)).toEqual(expected);
  });

  test.each(["'a", "'a'b", `a'b'`, `"a`])('of %s are refused', (line) => {
    expect(arffTokens(line)).toBeUndefined();
  });
});
