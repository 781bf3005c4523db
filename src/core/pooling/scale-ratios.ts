import { EFFECT_KINDS } from './effect.ts';
import type { PoolingScales } from './pooling-scales.ts';

/** Scales ÷ the noise scale: all that the shape of a model depends on; the noise only stretches it. */
export type ScaleRatios = Omit<PoolingScales, 'noise'>;

export type RatioName = keyof ScaleRatios;

export const RATIO_NAMES: readonly RatioName[] = [...EFFECT_KINDS, 'arm'];

export function mapRatios(ratioOf: (name: RatioName) => number): ScaleRatios {
  return {
    base: ratioOf('base'),
    channel: ratioOf('channel'),
    day: ratioOf('day'),
    slot: ratioOf('slot'),
    arm: ratioOf('arm'),
  };
}

export function scalesOf(ratios: ScaleRatios, noise: number): PoolingScales {
  return { noise, ...mapRatios((name) => ratios[name] * noise) };
}
