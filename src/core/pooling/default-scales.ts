import type { PoolingScales } from './pooling-scales.ts';

/**
 * What to believe before there is enough to fit scales to, for rewards between 0 and 1.
 * @remarks 0.5 is the most that the standard deviation of a reward between 0 and 1 can be, and what all arms share may
 * be of that size. Channels differ more from each other than days or times of day do, and an arm may differ from what
 * it shares as much as channels do: too small a rest would keep exploration away from arms that are unlike the others,
 * too large a one merely learns more slowly.
 */
export const DEFAULT_SCALES: PoolingScales = {
  noise: 0.5,
  base: 0.5,
  channel: 0.25,
  day: 0.125,
  slot: 0.125,
  arm: 0.25,
};
