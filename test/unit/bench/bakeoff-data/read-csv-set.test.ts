import { gzipSync } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { readClassificationSet } from '../../../../bench/bakeoff/data/read-classification-set.ts';
import { cellsOf, labelsOf, readText } from './data-file.ts';

const PLAIN = 'size,shade,kind\n1.5,dark,a\n-2,light,b\n3e1,dark,a\n';

describe('a CSV file', () => {
  test('gives numbers, texts and labels', () => {
    const set = readText(PLAIN, 'kind', 'Tiny.csv');
    expect(set.name).toBe('Tiny');
    expect(set.rowCount).toBe(3);
    expect(set.columns.map(({ kind, name, source }) => [kind, name, source])).toEqual([
      ['numeric', 'c1', 'size'],
      ['categorical', 'c2', 'shade'],
    ]);
    expect(cellsOf(set, 'size')).toEqual([1.5, -2, 30]);
    expect(cellsOf(set, 'shade')).toEqual(['dark', 'light', 'dark']);
    expect(labelsOf(set)).toEqual(['a', 'b', 'a']);
  });

  test.each([
    ['CRLF', PLAIN.replaceAll('\n', '\r\n')],
    ['semicolons', PLAIN.replaceAll(',', ';')],
    ['tabs', PLAIN.replaceAll(',', '\t')],
    ['a byte order mark', `\uFEFF${PLAIN}`],
    ['no line end at the end', PLAIN.trimEnd()],
    ['empty lines', PLAIN.replaceAll('\n', '\n\n')],
    ['spaces around cells', PLAIN.replaceAll(',', ' , ')],
    ['quotes', PLAIN.replaceAll(/([^,\n]+),/g, '"$1",')],
  ])('reads the same with %s', (_, text) => {
    expect(readText(text, 'kind')).toEqual(readText(PLAIN, 'kind'));
  });

  test('reads the same when it is packed', () => {
    expect(readText(PLAIN, 'kind', 'set.csv.gz')).toEqual(readText(PLAIN, 'kind'));
  });

  test('keeps a delimiter and a line end inside quotes', () => {
    const set = readText('"a;b","kind"\n"x, y\nz",p\nw,q\n', 'kind');
    expect(cellsOf(set, 'a;b')).toEqual(['x, y\nz', 'w']);
  });

  test.each(['?', '', 'NA', 'NaN'])('takes "%s" for a missing value in every kind of column', (mark) => {
    const set = readText(`n,t,kind\n1,x,a\n${mark},${mark},b\n2,y,a\n`, 'kind');
    expect(cellsOf(set, 'n')).toEqual([1, undefined, 2]);
    expect(cellsOf(set, 't')).toEqual(['x', undefined, 'y']);
  });

  test('leaves rows without a label out and counts them', () => {
    const set = readText('n,kind\n1,a\n2,?\n3,b\n', 'kind');
    expect(set.withoutLabel).toBe(1);
    expect(cellsOf(set, 'n')).toEqual([1, 3]);
    expect(labelsOf(set)).toEqual(['a', 'b']);
  });

  test('takes a column with a single text for texts, hexadecimal numbers and infinities too', () => {
    const set = readText('a,b,c,kind\n1,0x10,Infinity,p\ntwo,1,1,q\n', 'kind');
    expect(set.columns.map(({ kind }) => kind)).toEqual(['categorical', 'categorical', 'categorical']);
  });

  test('orders classes naturally and levels by frequency, ties by code unit', () => {
    const set = readText('t,kind\nb,10\nc,9\na,10\nc,2\n', 'kind');
    expect(set.classes).toEqual(['2', '9', '10']);
    expect(set.columns[0]).toMatchObject({ levels: ['c', 'a', 'b'] });
  });

  test('reads a file without a header, whose first line has a number or a repeated cell', () => {
    const numbers = readText('a,1,2\nb,3,4\n', '1');
    expect(numbers.columns.map(({ source }) => source)).toEqual(['2', '3']);
    expect(labelsOf(numbers)).toEqual(['a', 'b']);
    const texts = readText('p,x,x\ne,y,x\n', '1');
    expect(labelsOf(texts)).toEqual(['p', 'e']);
  });

  test('takes a first line of numbers for the header when it names the label', () => {
    const set = readText('0,1,kind\n5,6,a\n7,8,b\n', 'kind');
    expect(cellsOf(set, '0')).toEqual([5, 7]);
  });

  test.prop([
    fc.array(
      fc.record({
        number: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: undefined }),
        text: fc.option(fc.stringMatching(/^[x-z",; ]*[x-z]$/), { nil: undefined }),
        label: fc.constantFrom('one', 'two'),
      }),
      { minLength: 1 },
    ),
  ])('gives back what was written', (rows) => {
    // Two rows in front settle what would else depend on chance: both classes, a text, a number.
    const all = [
      { number: 1, text: 'first', label: 'one' },
      { number: 2, text: 'second', label: 'two' },
      ...rows,
    ];
    const quote = (text: string | undefined): string =>
      text === undefined ? '' : `"${text.replaceAll('"', '""')}"`;
    const lines = all.map(({ number, text, label }) => `${number ?? ''},${quote(text)},${label}`);
    const set = readText(`number,text,label\n${lines.join('\n')}\n`, 'label');
    // Zero has one sign in a decimal text only if it is written so; equality is meant up to that.
    expect(cellsOf(set, 'number').map((value) => (value === 0 ? 0 : value))).toEqual(
      all.map(({ number }) => (number === 0 ? 0 : number)),
    );
    expect(cellsOf(set, 'text')).toEqual(all.map(({ text }) => text));
    expect(labelsOf(set)).toEqual(all.map(({ label }) => label));
  });
});

describe('the label', () => {
  test.each(['kind', '3', 'last'])('is found by "%s"', (label) => {
    expect(labelsOf(readText(PLAIN, label))).toEqual(['a', 'b', 'a']);
  });

  test('may stand anywhere', () => {
    const set = readText(PLAIN, '2');
    expect(labelsOf(set)).toEqual(['dark', 'light', 'dark']);
    expect(set.columns.map(({ source }) => source)).toEqual(['size', 'kind']);
  });

  test('is a name before it is a position', () => {
    expect(labelsOf(readText('x,1,last\na,b,c\nd,e,f\n'.replace('1', '"one"'), 'last'))).toEqual(['c', 'f']);
    expect(labelsOf(readText('last,x\na,b\nd,e\n', 'last'))).toEqual(['a', 'd']);
  });

  test.each(['sort', '0', '4', '-1', '1.5'])('"%s" is refused with the columns there are', (label) => {
    expect(() => readText(PLAIN, label)).toThrow(/no column ".*"\. Its columns are size, shade, kind;/);
  });

  test('needs two classes and at most a thousand', () => {
    expect(() => readText('n,kind\n1,a\n2,a\n', 'kind')).toThrow(/has 1 class\(es\) in 2 rows/);
    const many = Array.from({ length: 1001 }, (_, index) => `${index % 7},k${index}`).join('\n');
    expect(() => readText(`n,kind\n${many}\n`, 'kind')).toThrow(/1001 classes, more than 1000.*bands/);
  });
});

describe('a file that is no set', () => {
  test.each([
    ['a line too short', 'a,b,kind\n1,2,x\n1,y\n', /Invalid Record Length.*line 3/],
    ['only a header', 'a,kind\n', /no rows/],
    ['nothing', '', /no column "kind"/],
    ['only a label', 'kind\na\nb\n', /no column but the label/],
  ])('with %s is refused', (_, text, message) => {
    expect(() => readText(text, 'kind')).toThrow(message);
  });

  test('that is not there is refused', () => {
    expect(() => readClassificationSet('/nowhere/set.csv', 'last')).toThrow(/can't be read \(ENOENT\)/);
  });

  test('that is damaged inside its packing is refused', () => {
    const cut = gzipSync(PLAIN).subarray(0, 20);
    expect(() => readText(cut, 'last')).toThrow(/can't be read \(Z_BUF_ERROR\)/);
  });
});
