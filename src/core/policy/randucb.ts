import type { Exploration } from '../configuration.ts';
import { InvariantError } from '../errors.ts';
import type { ActionId } from '../identifiers.ts';
import type { Distribution } from './distribution.ts';
import { withFloor } from './floor.ts';
import { quantiseDistribution } from './quantise-distribution.ts';
import { RANDUCB_WEIGHTS } from './randucb-weights.ts';

/** What the model says of an eligible action; all in reward units. */
export interface ScoredAction {
  readonly action: ActionId;
  /** Expected reward x·θ before cost. */
  readonly mean: number;
  /** Standard width √(xᵀA⁻¹x) ≥ 0. */
  readonly uncertainty: number;
  /** ≥ 0. */
  readonly cost: number;
}

/** RandUCB over the eligible actions with the ε floor: what is sampled from, and so the exact propensities. */
export function randUcb(scored: readonly ScoredAction[], { beta, epsilon }: Exploration): Distribution {
  return quantiseDistribution(withFloor(randUcbShares(scored, beta), epsilon));
}

/**
 * The probability with which each action has the highest score mean − cost + Z·β·uncertainty, where one Z, coupled
 * over all actions, follows {@link RANDUCB_WEIGHTS}; actions that tie exactly share evenly.
 * @remarks Does not depend on the order of `scored`. Cost O(20·K).
 * @throws {InvariantError} `distribution-invalid` when a score is not a finite number.
 * @see Vaswani, Mehrabian, Durand and Kveton, 2020, section 3: RandUCB with coupled arms.
 */
export function randUcbShares(scored: readonly ScoredAction[], beta: number): ReadonlyMap<ActionId, number> {
  const lines = scored.map(({ action, mean, cost, uncertainty }) => ({
    action,
    level: mean - cost,
    slope: beta * uncertainty,
    share: 0,
  }));
  const broken = lines.find(({ level, slope }) => !Number.isFinite(level) || !Number.isFinite(slope));
  if (broken !== undefined) {
    throw new InvariantError('distribution-invalid', `The score of ${broken.action} is not a finite number.`);
  }
  const last = RANDUCB_WEIGHTS.length - 1;
  RANDUCB_WEIGHTS.forEach((weight, m) => {
    const z = m / last;
    let best = Number.NEGATIVE_INFINITY;
    let ties = 0;
    for (const { level, slope } of lines) {
      const score = level + z * slope;
      if (score > best) {
        best = score;
        ties = 1;
      } else if (score === best) ties += 1;
    }
    for (const line of lines) {
      if (line.level + z * line.slope === best) line.share += weight / ties;
    }
  });
  return new Map(lines.map(({ action, share }) => [action, share]));
}
