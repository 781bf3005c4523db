import { describe, expect, it } from 'vitest';
import { nextLook } from '../../../../../src/core/experiment/analysis/sequence-track.ts';
import { asymptoticSequence } from '../../../../../src/core/inference/asymptotic-confidence-sequence.ts';

const SETTINGS = { level: 0.05, tunedFor: 1000 };

describe('a sequence from look to look', () => {
  it('begins as the sequence of its units', () => {
    const found = { estimate: 0.5, standardError: 0.2, count: 400 };
    const first = nextLook(undefined, found, 'decision', SETTINGS);
    expect(first?.found).toMatchObject(asymptoticSequence(found, SETTINGS));
    expect(first?.track.spread).toBeCloseTo(400 * 0.04, 12);
  });

  it('counts information where the same units have more decisions', () => {
    const first = nextLook(undefined, { estimate: 0, standardError: 0.2, count: 400 }, 'decision', SETTINGS);
    // Half the error of an average over decisions is four times the information.
    const average = { estimate: 0, standardError: 0.1, count: 400 };
    const second = nextLook(first?.track, average, 'decision', SETTINGS);
    expect(second?.found.upper).toBeCloseTo(
      asymptoticSequence({ ...average, count: 1600 }, SETTINGS).upper,
      12,
    );
    // Twice the error of a sum to date is, too.
    const sum = { estimate: 0, standardError: 0.4, count: 400 };
    const grown = nextLook(first?.track, sum, 'unit', SETTINGS);
    expect(grown?.found.upper).toBeCloseTo(asymptoticSequence({ ...sum, count: 1600 }, SETTINGS).upper, 12);
  });

  it('keeps the smallest p-value, and says nothing where nothing varies', () => {
    const strong = { estimate: 1, standardError: 0.1, count: 400 };
    const first = nextLook(undefined, strong, 'unit', SETTINGS);
    const second = nextLook(first?.track, { ...strong, estimate: 0 }, 'unit', SETTINGS);
    expect(second?.found.pValue).toBe(first?.found.pValue);
    expect(second?.found.logEvidence).toBeLessThan(0);
    expect(nextLook(undefined, { ...strong, standardError: 0 }, 'unit', SETTINGS)).toBeUndefined();
  });
});
