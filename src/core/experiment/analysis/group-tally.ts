import { at } from '../../linear-algebra/at.ts';
import type { AnalysisPlan } from '../experiment.ts';
import { type ChannelTally, channelTally, type UnitRow } from './channel-values.ts';
import type { ExperimentRow } from './experiment-row.ts';
import { changeSums, emptyMomentSums, type MomentSums } from './moment-sums.ts';
import { type ArmCheck, addChoice, checkChoices, NO_CHOICES } from './propensity-check.ts';
import { levelOf } from './segment-level.ts';
import { addDecision, DECISIONS, FIRST_EVENT, newUnitVector } from './unit-vector.ts';

/** Coordinates that a segment's sums keep: all but events. */
const SEGMENT_SIZE = FIRST_EVENT;

export interface GroupSettings {
  readonly id: string;
  readonly plan: AnalysisPlan;
  /** Units that the group is planned to have. */
  readonly tunedFor: number;
  readonly events: readonly string[];
}

/** All that is added up of one group of an experiment. Memory grows with its units, not with its decisions. */
export interface GroupTally {
  /** Takes in the decisions of one look, in order of time. */
  add(rows: readonly UnitRow[]): void;
  /** Moments of the units' vectors. */
  readonly sums: () => MomentSums;
  /** By declared feature and level, moments of the vectors without their events. */
  readonly segments: () => ReadonlyMap<string, ReadonlyMap<string, MomentSums>>;
  readonly arms: () => readonly ArmCheck[];
  readonly channels: ChannelTally;
  readonly decisions: () => number;
}

interface Unit {
  readonly vector: Float64Array;
  /** Its level of each declared segment, by its first context. */
  readonly levels: readonly string[];
}

export function groupTally({ id, plan, tunedFor, events }: GroupSettings): GroupTally {
  const units = new Map<string, Unit>();
  const segments = new Map(plan.segments.map(({ feature }) => [feature, new Map<string, MomentSums>()]));
  const channels = channelTally({ level: plan.level, tunedFor });
  let sums = emptyMomentSums(FIRST_EVENT + events.length);
  let choices = NO_CHOICES;
  let arms: readonly ArmCheck[] = [];
  let decisions = 0;

  function add(rows: readonly UnitRow[]): void {
    const touched = new Set<Unit>();
    for (const { unit: name, row } of rows) {
      const unit = units.get(name) ?? enter(name, row);
      // Newcomers have not been counted yet.
      if (!touched.has(unit) && isCounted(unit)) count(unit, -1);
      touched.add(unit);
      addDecision(unit.vector, row, events);
      choices = addChoice(choices, row);
      decisions += 1;
    }
    for (const unit of touched) count(unit, 1);
    arms = checkChoices(id, choices, arms);
    channels.add(rows);
  }

  function enter(name: string, first: ExperimentRow): Unit {
    const levels = plan.segments.map((segment) => levelOf(segment, first.context[segment.feature]));
    const unit = { vector: newUnitVector(first, events), levels };
    units.set(name, unit);
    return unit;
  }

  function count({ vector, levels }: Unit, sign: 1 | -1): void {
    sums = changeSums(sums, vector, sign);
    for (const [index, { feature }] of plan.segments.entries()) {
      const ofFeature = segments.get(feature);
      const level = levels[index];
      if (ofFeature === undefined || level === undefined) continue;
      const before = ofFeature.get(level) ?? emptyMomentSums(SEGMENT_SIZE);
      ofFeature.set(level, changeSums(before, vector.subarray(0, SEGMENT_SIZE), sign));
    }
  }

  return {
    add,
    sums: () => sums,
    segments: () => segments,
    arms: () => arms,
    channels,
    decisions: () => decisions,
  };
}

/** Whoever has had a decision at an earlier look. */
function isCounted({ vector }: Unit): boolean {
  return at(vector, DECISIONS) > 0;
}
