import { describe, expect, it } from 'vitest';
import { scalesFor } from '../../../src/app/scales-for.ts';
import { type FitModelInput, fitModel } from '../../../src/core/model/fit-model.ts';
import { EMPTY_STATISTICS, foldCredits } from '../../../src/core/model/fold.ts';
import { DEFAULT_SCALES } from '../../../src/core/pooling/default-scales.ts';
import { randomSource } from '../../../src/core/simulation/random-source.ts';
import { arm } from '../../support/builders/identifiers.ts';

const NAMES = ['(intercept)'];
const CHANNELS = ['call', 'email', 'sms'];
const GIVEN = { noise: 1, base: 2, channel: 3, day: 0, slot: 0, arm: 4 };

/** So many credits over three arms of a channel each, with rewards that lie apart. */
function learned(credits: number): FitModelInput {
  const random = randomSource(2, 'scales');
  const rows = CHANNELS.map((_, channel) =>
    Array.from({ length: Math.floor((credits + channel) / CHANNELS.length) }, () => ({
      kind: 'credit' as const,
      x: { names: NAMES, values: Float64Array.of(1) },
      reward: channel / 4 + (random.chance(0.5) ? 0.25 : 0),
    })),
  );
  const arms = CHANNELS.map((channel) => ({ action: arm(`${channel}@x`), groups: { channel } }));
  return {
    names: NAMES,
    arms,
    statistics: new Map(
      arms.map(({ action }, index) => [action, foldCredits(EMPTY_STATISTICS, rows[index] ?? [])]),
    ),
  };
}

describe('the scales of a snapshot', () => {
  it('are those that the configuration gives, whatever was learned', () => {
    const champion = { scales: DEFAULT_SCALES, fittedOn: 300 };
    for (const credits of [0, 300]) {
      expect(scalesFor(GIVEN, champion, learned(credits))).toEqual({ scales: GIVEN, fittedOn: 0 });
    }
  });

  it('are the defaults below 200 outcomes, even after more were known', () => {
    expect(scalesFor('fitted', undefined, learned(0))).toEqual({ scales: DEFAULT_SCALES, fittedOn: 0 });
    const champion = { scales: GIVEN, fittedOn: 199 };
    expect(scalesFor('fitted', champion, learned(199))).toEqual({ scales: DEFAULT_SCALES, fittedOn: 0 });
  });

  it('are fitted from 200 outcomes on, and say to how many', () => {
    const expected = { scales: fitModel(learned(200)).scales, fittedOn: 200 };
    expect(expected.scales).not.toEqual(DEFAULT_SCALES);
    expect(scalesFor('fitted', undefined, learned(200))).toEqual(expected);
    const unfitted = { scales: GIVEN, fittedOn: 0 };
    expect(scalesFor('fitted', unfitted, learned(200))).toEqual(expected);
  });

  it.each([241, 300, 374])(
    'stay those of the champion at %d outcomes, when they were fitted to 300',
    (credits) => {
      const champion = { scales: GIVEN, fittedOn: 300 };
      expect(scalesFor('fitted', champion, learned(credits))).toEqual(champion);
    },
  );

  it.each([
    ['grown', 375],
    ['shrunk', 240],
  ])('are fitted again when what was learned has %s by a quarter', (_, credits) => {
    const champion = { scales: GIVEN, fittedOn: 300 };
    expect(scalesFor('fitted', champion, learned(credits))).toEqual({
      scales: fitModel(learned(credits)).scales,
      fittedOn: credits,
    });
  });
});
