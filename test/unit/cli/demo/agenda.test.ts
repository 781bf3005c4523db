import { describe, expect, test } from 'vitest';
import { makeAgenda } from '../../../../cli/demo/agenda.ts';
import { instant } from '../../../../src/core/time/instant.ts';

describe('an agenda', () => {
  test('gives out what falls before a time, earliest first, once', () => {
    const agenda = makeAgenda<string>();
    agenda.add(instant(30), 'c');
    agenda.add(instant(10), 'a');
    agenda.add(instant(10), 'b');
    agenda.add(instant(40), 'd');
    expect(agenda.takeBefore(instant(40))).toEqual(['a', 'b', 'c']);
    expect(agenda.takeBefore(instant(40))).toEqual([]);
    expect(agenda.isEmpty).toBe(false);
    expect(agenda.takeBefore(instant(41))).toEqual(['d']);
    expect(agenda.isEmpty).toBe(true);
  });
});
