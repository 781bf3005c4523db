import type { ExperimentRow } from '../../../src/core/experiment/analysis/experiment-row.ts';
import type { RandomSource } from '../../../src/core/simulation/random-source.ts';
import { type Action, effectOf, type LearningArms } from './learning-arms.ts';

/** What is done to an experiment, so that its tests have something to find. */
export interface Injury {
  /** Added to the chance of an answer in the treatment. */
  readonly effect: number;
  /** The share of the treatment's borrowers that is lost, in [0, 1). */
  readonly lost: number;
  /** The share of decisions whose action is a call, whatever was logged. */
  readonly overridden: number;
}

export const HARMLESS: Injury = { effect: 0, lost: 0, overridden: 0 };

/** Each small enough for a test to need a good part of the experiment. */
export const INJURED: Injury = { effect: 0.06, lost: 0.15, overridden: 0.06 };

/** Outcomes are mostly 0, some 1 and few −2: a complaint. */
const COMPLAINT = { chance: 0.015, reward: -2 } as const;

/** When everything is decided: a comparison goes by looks, not by the clock. */
export const DECIDED_AT = '2026-01-01T00:00:00.000Z';

export interface Borrower {
  readonly id: string;
  readonly group: 'control' | 'treatment';
  /** The chance of an answer without an action's own part. */
  readonly chance: number;
  /** What a model expected at the first decision, before it. */
  readonly predicted: number;
  seen: boolean;
  isLost: boolean;
}

/** A borrower with as much that a model knows as that it doesn't. */
export function enterBorrower(id: string, random: RandomSource): Borrower {
  const known = 0.1 + 0.35 * random.unit();
  return {
    id,
    group: random.chance(0.5) ? 'treatment' : 'control',
    chance: Math.min(0.85, Math.max(0.05, known + 0.1 * random.normal())),
    predicted: known + COMPLAINT.chance * COMPLAINT.reward,
    seen: false,
    isLost: false,
  };
}

/** One decision about the borrower, as a row of the matured log. */
export function decide(
  borrower: Borrower,
  arms: LearningArms,
  injury: Injury,
  random: RandomSource,
): ExperimentRow & { readonly action: Action } {
  const drawn = arms.draw();
  const action = random.chance(injury.overridden) ? 'call@day' : drawn;
  const lift = borrower.group === 'treatment' ? injury.effect : 0;
  return {
    decisionId: borrower.id,
    borrowerId: borrower.id,
    decidedAt: DECIDED_AT,
    purpose: 'servicing',
    context: {},
    distribution: arms.distribution,
    action,
    channel: action === 'no-contact' ? null : (action.split('@')[0] ?? null),
    cost: 0,
    reward: rewardOf(borrower.chance + lift + effectOf(action), random),
    events: [],
    attributed: [],
    assignments: [],
    predicted: borrower.predicted,
  };
}

function rewardOf(chance: number, random: RandomSource): number {
  if (random.chance(COMPLAINT.chance)) return COMPLAINT.reward;
  return random.chance(chance) ? 1 : 0;
}
