import type { DecisionRecord } from '../decision/decision-record.ts';
import { plainShare } from '../explain/plain-number.ts';
import type { ActionId } from '../identifiers.ts';
import { WHOLE } from '../policy/distribution.ts';
import { type DecisionWeek, decisionWeek } from '../time/decision-week.ts';
import { type ExplorationFigures, explorationFigures } from './exploration-figures.ts';

/** On average over a week; below it the model explores no more than the floor makes it. */
export const LEAST_MODEL_ENTROPY = 0.01;

/** Above it, on average over a week, the floor does all of the exploring. */
const MOST_FLOOR_PART = 0.98;

/** Above it one channel takes every decision. */
const MOST_CHANNEL_MASS = 0.95;

/** Weeks with fewer decisions are shown and raise no alarm. */
const LEAST_DECISIONS = 100;

export interface ExplorationWeek {
  readonly week: DecisionWeek;
  /** Made by a model between at least two actions; the others don't count here. */
  readonly decisions: number;
  /** Means over the decisions. */
  readonly entropy: number;
  readonly modelEntropy: number;
  readonly floorPart: number;
  /** The share of decisions in which the best action was drawn. */
  readonly greedyShare: number;
  /** How many different actions were drawn, and how many were to be had. */
  readonly chosenActions: number;
  readonly offeredActions: number;
  /** The probability that went to each channel, as shares that sum to 1; sorted by name. */
  readonly channels: readonly { readonly channel: string; readonly mass: number }[];
  /** Whether there were enough decisions to judge it by. */
  readonly judged: boolean;
  /** Why exploration is too thin, as sentences; empty when it is not, or not judged. */
  readonly alarms: readonly string[];
}

export interface ExplorationWatch {
  add(record: Pick<DecisionRecord, 'decidedAt' | 'verdict'>): void;
  /** Oldest first. */
  weeks(): readonly ExplorationWeek[];
}

interface Tally {
  decisions: number;
  greedy: number;
  readonly sums: { entropy: number; modelEntropy: number; floorPart: number };
  readonly chosen: Set<ActionId>;
  readonly offered: Set<ActionId>;
  readonly masses: Map<string, number>;
}

/**
 * How decisions explored, week by week. Each is looked at once and then forgotten, so any number of them can be added.
 * @param channelOf The channel of an action; `no-contact` is a channel of its own.
 */
export function watchExploration(channelOf: (action: ActionId) => string): ExplorationWatch {
  const tallies = new Map<DecisionWeek, Tally>();

  return {
    add({ decidedAt, verdict }) {
      if (verdict.status === 'withheld') return;
      const figures = explorationFigures(verdict);
      if (figures === undefined) return;
      const week = decisionWeek(decidedAt);
      const tally = tallies.get(week) ?? emptyTally();
      tallies.set(week, tally);
      addFigures(tally, figures);
      tally.greedy += verdict.explanation.exploration ? 0 : 1;
      tally.chosen.add(verdict.action);
      const { actions, weights } = verdict.distribution;
      actions.forEach((action, index) => {
        tally.offered.add(action);
        const channel = channelOf(action);
        tally.masses.set(channel, (tally.masses.get(channel) ?? 0) + (weights[index] ?? 0) / WHOLE);
      });
    },
    weeks: () => [...tallies].sort(([a], [b]) => a - b).map(([week, tally]) => weekOf(week, tally)),
  };
}

function emptyTally(): Tally {
  return {
    decisions: 0,
    greedy: 0,
    sums: { entropy: 0, modelEntropy: 0, floorPart: 0 },
    chosen: new Set(),
    offered: new Set(),
    masses: new Map(),
  };
}

function addFigures(tally: Tally, figures: ExplorationFigures): void {
  tally.decisions += 1;
  for (const figure of ['entropy', 'modelEntropy', 'floorPart'] as const)
    tally.sums[figure] += figures[figure];
}

function weekOf(
  week: DecisionWeek,
  { decisions, greedy, sums, chosen, offered, masses }: Tally,
): ExplorationWeek {
  const figures = {
    week,
    decisions,
    entropy: sums.entropy / decisions,
    modelEntropy: sums.modelEntropy / decisions,
    floorPart: sums.floorPart / decisions,
    greedyShare: greedy / decisions,
    chosenActions: chosen.size,
    offeredActions: offered.size,
    channels: [...masses]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([channel, mass]) => ({ channel, mass: mass / decisions })),
  };
  const judged = decisions >= LEAST_DECISIONS;
  return { ...figures, judged, alarms: judged ? alarmsOf(figures) : [] };
}

function alarmsOf(week: Omit<ExplorationWeek, 'judged' | 'alarms'>): readonly string[] {
  const alarms: string[] = [];
  if (week.modelEntropy < LEAST_MODEL_ENTROPY) {
    alarms.push(
      `The distributions are hardly more than the ε floor: ${plainShare(week.modelEntropy)} of what there could be beyond it. Raise exploration.beta.`,
    );
  }
  if (week.floorPart > MOST_FLOOR_PART) {
    alarms.push(
      `${plainShare(week.floorPart)} of all exploring is done by the ε floor. Raise exploration.beta, or exploration.epsilon.floor.`,
    );
  }
  const only = week.channels.find(({ mass }) => mass > MOST_CHANNEL_MASS);
  if (only !== undefined && week.channels.length > 1) {
    alarms.push(
      `${plainShare(only.mass)} of the probability goes to ${only.channel} alone. Raise exploration.epsilon.floor, and look at the costs and consents of the others.`,
    );
  }
  return alarms;
}
