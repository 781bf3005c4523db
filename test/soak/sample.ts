import type { RandomSource } from '../../src/core/simulation/random-source.ts';

/** Chooses exactly `count` of `of` things that come one after another, each set of them with equal chance. */
export function sampler(count: number, of: number, random: RandomSource): () => boolean {
  let chosen = 0;
  let seen = 0;
  return () => {
    const isChosen = random.chance((count - chosen) / (of - seen));
    seen += 1;
    if (isChosen) chosen += 1;
    return isChosen;
  };
}
