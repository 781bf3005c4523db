import type { Points } from './contact-points.ts';
import type { Situation } from './situation.ts';

/** One provision of the law, or of the house, by a short name of its row in the facts. */
export interface Provision {
  readonly name: string;
  readonly forbids: (situation: Situation, points: Points) => boolean;
}
