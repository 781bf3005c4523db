import { stepRatio } from './ratio-grid.ts';
import type { RatioName, ScaleRatios } from './scale-ratios.ts';
import { type ScaleTrial, standingOf } from './scale-trial.ts';

/** Steps of the search in half octaves: factors of 4, 2 and √2. */
const STEPS = [4, 2, 1];

/** A move has to gain so many nats, lest the search wander where the evidence is flat. */
const WORTHWHILE = 0.01;

interface Point {
  readonly ratios: ScaleRatios;
  readonly trial: ScaleTrial;
}

/**
 * The best trial that coordinate ascent on the grid of ratios comes to, one ratio after the other, first in wide steps
 * and then in narrow ones.
 * @param origin where to begin: ratios of the grid for `names`, 0 for all others.
 * @param names the ratios to search over, in this order.
 * @param tryOut called once for each point.
 */
export function ascend(
  origin: ScaleRatios,
  names: readonly RatioName[],
  tryOut: (ratios: ScaleRatios) => ScaleTrial,
): ScaleTrial {
  const known = new Map<string, ScaleTrial>();
  const visit = (ratios: ScaleRatios): Point => {
    const key = names.map((name) => ratios[name]).join(' ');
    const trial = known.get(key) ?? tryOut(ratios);
    known.set(key, trial);
    return { ratios, trial };
  };
  const climb = (from: Point, name: RatioName, step: number): Point => {
    let best = from;
    for (;;) {
      const next = visit({ ...best.ratios, [name]: stepRatio(best.ratios[name], step) });
      if (!(standingOf(next.trial) > standingOf(best.trial) + WORTHWHILE)) return best;
      best = next;
    }
  };
  let best = visit(origin);
  for (const step of STEPS) {
    for (let before: Point | undefined; before !== best; ) {
      before = best;
      for (const name of names) {
        const up = climb(best, name, step);
        best = up === best ? climb(best, name, -step) : up;
      }
    }
  }
  return best.trial;
}
