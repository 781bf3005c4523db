import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { bar, decimal, percent } from '../../../../cli/terminal/number-text.ts';
import { wantsColour } from '../../../../cli/terminal/paint.ts';
import { formatTable } from '../../../../cli/terminal/print.ts';
import { wholeNumber } from '../../../../cli/terminal/whole-number.ts';

describe('numbers as text', () => {
  test('have fixed decimals and a true minus', () => {
    expect([decimal(0.21555), decimal(-0.5, 1), percent(0.276)]).toEqual(['0.216', '−0.5', '28 %']);
  });

  test('become bars in eighths of a block', () => {
    expect(bar(1, 1, 3)).toBe('███');
    expect(bar(0.5, 1, 3)).toBe('█▌');
    expect(bar(1 / 24, 1, 3)).toBe('▏');
    expect([bar(0, 1, 3), bar(-1, 1, 3), bar(1, 0, 3)]).toEqual(['', '', '']);
    expect(bar(5, 1, 3)).toBe('███');
  });
});

describe('a table', () => {
  test('has numbers on the right and words on the left', () => {
    const table = formatTable(
      ['what', 'count', 'share'],
      [
        ['decisions', 2000, '1.5 %'],
        ['x', 7, '−0.25'],
      ],
    );
    expect(stripVTControlCharacters(table)).toBe(
      [
        '┌───────────┬───────┬───────┐',
        '│ what      │ count │ share │',
        '├───────────┼───────┼───────┤',
        '│ decisions │ 2,000 │ 1.5 % │',
        '│ x         │     7 │ −0.25 │',
        '└───────────┴───────┴───────┘',
      ].join('\n'),
    );
  });
});

describe('colours', () => {
  test.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ TERM: 'dumb' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, false, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
  ])('under %j with a terminal %j: %j', (environment, isTerminal, expected) => {
    expect(wantsColour(environment, isTerminal)).toBe(expected);
  });
});

describe('a whole number option', () => {
  const read = wholeNumber(1, 100);

  test('is read within its range', () => {
    expect([read('1'), read('100'), read(' 7 ')]).toEqual([1, 100, 7]);
  });

  test.each(['', ' ', '0', '101', '1.5', '1e400', 'NaN', 'many', '-3'])(
    'refuses %j and says what to give',
    (text) => {
      expect(() => read(text)).toThrow('Give a whole number from 1 to 100.');
    },
  );
});
