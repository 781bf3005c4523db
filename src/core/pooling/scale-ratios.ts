import { EFFECT_KINDS } from './effect.ts';
import type { PoolingScales } from './pooling-scales.ts';

/** Scales ÷ the noise scale: all that the shape of a model depends on; the noise only stretches it. */
export type ScaleRatios = Omit<PoolingScales, 'noise'>;

export type RatioName = keyof ScaleRatios;

export const RATIO_NAMES: readonly RatioName[] = [...EFFECT_KINDS, 'arm'];

/**
 * What a search may try. Beyond 2⁶, with the largest features and a million rewards, rounding would begin to swallow
 * the prior; below 2⁻¹⁰ an effect can't be told from none.
 */
const LEAST = 2 ** -10;
const MOST = 2 ** 6;

export function ratiosOf(scales: PoolingScales): ScaleRatios {
  return mapRatios((name) => scales[name] / scales.noise);
}

export function scalesOf(ratios: ScaleRatios, noise: number): PoolingScales {
  return { noise, ...mapRatios((name) => ratios[name] * noise) };
}

/** The ratio within what a search may try; an effect may be absent, an arm's own rest may not. */
export function clampRatio(name: RatioName, ratio: number): number {
  if (ratio < LEAST) return name === 'arm' ? LEAST : 0;
  return Math.min(MOST, ratio);
}

export function mapRatios(ratioOf: (name: RatioName) => number): ScaleRatios {
  return {
    base: ratioOf('base'),
    channel: ratioOf('channel'),
    day: ratioOf('day'),
    slot: ratioOf('slot'),
    arm: ratioOf('arm'),
  };
}
