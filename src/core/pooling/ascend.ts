import { stepRatio } from './ratio-grid.ts';
import type { RatioName, ScaleRatios } from './scale-ratios.ts';

/** Steps of the search in half octaves: factors of 4, 2 and √2. */
const STEPS = [4, 2, 1];

/** A move has to gain so many nats, lest the search wander where the evidence is flat. */
const WORTHWHILE = 0.01;

/** An effect is left out only if that costs less than so many nats … */
const NEGLIGIBLE = 0.1;

/** … while what it began with is worse by more than so many: where data are silent, the unknown stays unknown. */
const SPOKEN_AGAINST = 1;

interface Point<Trial> {
  readonly ratios: ScaleRatios;
  readonly trial: Trial;
}

/**
 * The best trial that coordinate ascent on the grid of ratios comes to, one ratio after the other, first in wide steps
 * and then in narrow ones; at the end effects that the data speak against are left out.
 * @param origin where to begin: ratios of the grid for `names`, 0 for all others.
 * @param names the ratios to search over, in this order.
 * @param tryOut called once for each point.
 */
export function ascend<Trial extends { readonly logEvidence: number }>(
  origin: ScaleRatios,
  names: readonly RatioName[],
  tryOut: (ratios: ScaleRatios) => Trial,
): Trial {
  const known = new Map<string, Trial>();
  const visit = (ratios: ScaleRatios): Point<Trial> => {
    const key = names.map((name) => ratios[name]).join(' ');
    const trial = known.get(key) ?? tryOut(ratios);
    known.set(key, trial);
    return { ratios, trial };
  };
  const climb = (from: Point<Trial>, name: RatioName, step: number): Point<Trial> => {
    let best = from;
    for (;;) {
      const next = visit({ ...best.ratios, [name]: stepRatio(best.ratios[name], step) });
      if (!(next.trial.logEvidence > best.trial.logEvidence + WORTHWHILE)) return best;
      best = next;
    }
  };
  let best = visit(origin);
  for (const step of STEPS) {
    for (let before: Point<Trial> | undefined; before !== best; ) {
      before = best;
      for (const name of names) {
        const up = climb(best, name, step);
        best = up === best ? climb(best, name, -step) : up;
      }
    }
  }
  for (const name of names.filter((each) => each !== 'arm')) {
    const without = visit({ ...best.ratios, [name]: 0 });
    const begun = visit({ ...best.ratios, [name]: origin[name] });
    const { logEvidence } = best.trial;
    if (without.trial.logEvidence <= logEvidence - NEGLIGIBLE) continue;
    if (begun.trial.logEvidence < without.trial.logEvidence - SPOKEN_AGAINST) best = without;
  }
  return best.trial;
}
