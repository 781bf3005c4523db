import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  empiricalBernsteinInterval,
  normalInterval,
} from '../../../../src/core/evaluation/confidence-interval.ts';
import { type Moments, moments } from '../../../../src/core/evaluation/moments.ts';

const SAMPLES = 800;
const SAMPLE_SIZE = 600;
const RATE = 0.12;

/** Independent Bernoulli samples from a fixed seed: SHA-256 in counter mode. */
function sampleMoments(sample: number): Moments {
  let state = moments.empty;
  for (let block = 0; state.count < SAMPLE_SIZE; block++) {
    const digest = createHash('sha256').update(`coverage ${sample} ${block}`).digest();
    for (let word = 0; word < 8 && state.count < SAMPLE_SIZE; word++) {
      state = moments.add(state, digest.readUInt32BE(4 * word) / 2 ** 32 < RATE ? 1 : 0);
    }
  }
  const value = moments.value(state);
  if (value === undefined) throw new Error('a sample is never empty');
  return value;
}

describe('coverage of the intervals over 800 samples of 600', () => {
  const samples = Array.from({ length: SAMPLES }, (_, sample) => sampleMoments(sample));
  const share = (covers: (sample: Moments) => boolean): number => samples.filter(covers).length / SAMPLES;

  it('the normal interval covers the truth in about 95 %', () => {
    const covered = share((sample) => {
      const { lower, upper } = normalInterval(sample);
      return lower <= RATE && RATE <= upper;
    });
    // Hoeffding: 800 independent trials stay within 0.048 of their rate with probability 0.95; the normal
    // approximation at n = 600, p = 0.12 has true coverage 0.94 to 0.95.
    expect(covered).toBeGreaterThan(0.9);
    expect(covered).toBeLessThan(0.99);
  });

  it('the empirical Bernstein interval covers it at least so often, and is wider', () => {
    const covered = share((sample) => {
      const { lower, upper } = empiricalBernsteinInterval(sample, { lower: 0, upper: 1 });
      return lower <= RATE && RATE <= upper;
    });
    expect(covered).toBeGreaterThanOrEqual(0.95);
    for (const sample of samples) {
      const [wide, narrow] = [
        empiricalBernsteinInterval(sample, { lower: 0, upper: 1 }),
        normalInterval(sample),
      ];
      expect(wide.upper - wide.lower).toBeGreaterThan(narrow.upper - narrow.lower);
    }
  });
});
