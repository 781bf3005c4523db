import { DEFAULT_SCALES } from '../pooling/default-scales.ts';
import type { PoolingScales } from '../pooling/pooling-scales.ts';
import { type ScaleTrial, standingOf } from '../pooling/scale-trial.ts';

export type ScaleName = keyof PoolingScales;

/** In the order in which people read them: from the reward's own noise to what is an arm's own. */
export const SCALE_NAMES: readonly ScaleName[] = ['noise', 'base', 'channel', 'day', 'slot', 'arm'];

export interface ProfilePoint {
  readonly scale: number;
  /** ln p(rewards | contexts, scales) less what the scales have to earn, in nats: what fitting maximises. */
  readonly standing: number;
}

/** How scales stand along one of them, all others held where they are; points ascending by scale. */
export interface EvidenceProfile {
  readonly name: ScaleName;
  readonly points: readonly ProfilePoint[];
}

/** Powers of √2 on both sides of where a scale is: from an eighth to eight times of it. */
const FACTORS = [1 / 8, 1 / 4, 1 / 2, Math.SQRT1_2, 1, Math.SQRT2, 2, 4, 8];

/**
 * A section along a scale through what fitting maximises, at the point where the scales are.
 * @param judge `evidenceOf` the statistics.
 * @remarks An effect can be left out, so its section begins with 0; one that is left out is shown around its default.
 */
export function evidenceProfile(
  judge: (scales: PoolingScales) => ScaleTrial,
  scales: PoolingScales,
  name: ScaleName,
): EvidenceProfile {
  const middle = scales[name] > 0 ? scales[name] : DEFAULT_SCALES[name];
  const canBeAbsent = name !== 'noise' && name !== 'arm';
  const tried = [...(canBeAbsent ? [0] : []), ...FACTORS.map((factor) => factor * middle)];
  const points = tried.map((scale) => ({ scale, standing: standingOf(judge({ ...scales, [name]: scale })) }));
  return { name, points };
}
