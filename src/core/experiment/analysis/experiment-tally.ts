import { holm } from '../../inference/multiplicity.ts';
import type { UtcDate } from '../../time/utc-date.ts';
import type { AnalysisPlan } from '../experiment.ts';
import type { UnitRow } from './channel-values.ts';
import { CHECK_LEVEL } from './check-level.ts';
import { type ComparedGroups, EVERYBODY_ELSE } from './compared-groups.ts';
import { comparison } from './comparison.ts';
import { type ExperimentRow, inOrderOfTime } from './experiment-row.ts';
import type { ExperimentFindings, MetricReading, Reading } from './findings.ts';
import { groupTally } from './group-tally.ts';
import { groupValue } from './group-value.ts';
import { metricsOf, PRIMARY } from './metric.ts';
import { obstaclesTo } from './obstacles.ts';
import { type Participation, participationOf } from './participation.ts';
import { nextSampleRatio, type SampleRatioCheck } from './sample-ratio-check.ts';
import { segmentEffects } from './segment-effects.ts';
import { verdictOf } from './verdict.ts';

export interface TallySettings {
  readonly compared: ComparedGroups;
  readonly plan: AnalysisPlan;
  /** Types of outcome event of which the share of units that met with one is compared. */
  readonly events: readonly string[];
}

/** What an experiment shows so far. Memory grows with units and looks, not with decisions. */
export interface ExperimentTally {
  /**
   * Takes in all decisions of one more day, in any order; days in theirs. Decisions that have no part in the experiment
   * are passed over.
   */
  look(day: UtcDate, rows: readonly ExperimentRow[]): void;
  findings(): ExperimentFindings;
}

/**
 * Analyses an experiment as its rows come, by intention to treat: a unit belongs to the group that it was first assigned
 * to, whatever was done with it.
 */
export function experimentTally({ compared, plan, events }: TallySettings): ExperimentTally {
  const groupOfUnit = new Map<string, string>();
  const assigned = new Map<string, number>();
  const moved = new Set<string>();
  const metrics = metricsOf(events);
  const whole = compared.groups.reduce((sum, { share }) => sum + share, 0);
  const unitsPlanned = (share: number) => Math.max(1, (plan.plannedUnits * share) / whole);
  const groups = compared.groups.map(({ id, share, until }) => {
    const tunedFor = unitsPlanned(share);
    const values = metrics.map((metric) => ({
      metric,
      value: groupValue(metric, { level: plan.level, tunedFor }),
    }));
    return { id, share, until, values, tally: groupTally({ id, plan, tunedFor, events }) };
  });
  const control = groups.find(({ id }) => id === compared.control) ?? groups[0];
  const treatments = groups
    .filter((group) => group !== control)
    .map((group) => {
      const tunedFor = unitsPlanned(group.share + (control?.share ?? 0));
      const level = plan.level / Math.max(1, groups.length - 1);
      return {
        group,
        comparisons: metrics.map((metric) => ({ metric, by: comparison(metric, { level, tunedFor }) })),
      };
    });
  const segments = segmentEffects(plan, unitsPlanned(whole));
  const hasShares = compared.groups.every(({ id }) => id !== EVERYBODY_ELSE);
  let sampleRatio: SampleRatioCheck | undefined;
  const days: UtcDate[] = [];

  function look(day: UtcDate, rows: readonly ExperimentRow[]): void {
    const ofGroups = new Map<string, UnitRow[]>(groups.map(({ id }) => [id, []]));
    for (const row of inOrderOfTime(rows)) {
      const part = participationOf(row, compared);
      if (part === undefined) continue;
      const group = groupOfUnit.get(part.unit) ?? enter(part);
      if (group !== part.group) moved.add(part.unit);
      if (part.counts) ofGroups.get(group)?.push({ unit: part.unit, row });
    }
    for (const { id, tally, values } of groups) {
      tally.add(ofGroups.get(id) ?? []);
      for (const { value } of values) value.look(tally.sums());
    }
    for (const { group, comparisons } of treatments) {
      if (control === undefined || isOver(group.until, day) || isOver(control.until, day)) continue;
      for (const { by } of comparisons) by.look(day, group.tally.sums(), control.tally.sums());
      segments.look(group.id, group.tally.segments(), control.tally.segments());
    }
    if (hasShares && groups.length > 1) {
      const counts = groups.map(({ id, share }) => ({ count: assigned.get(id) ?? 0, weight: share }));
      sampleRatio = nextSampleRatio(sampleRatio, day, counts);
    }
    days.push(day);
  }

  function enter({ unit, group }: Participation): string {
    groupOfUnit.set(unit, group);
    assigned.set(group, (assigned.get(group) ?? 0) + 1);
    return group;
  }

  function findings(): ExperimentFindings {
    const arms = groups.flatMap(({ tally }) => tally.arms());
    const choices = arms.map(({ logEvidence, ...arm }) => ({
      ...arm,
      pValue: Math.min(1, arms.length * Math.exp(-logEvidence)),
    }));
    const checks = {
      ...(sampleRatio === undefined ? {} : { sampleRatio }),
      choices,
      choicesFailed: choices.some(({ pValue }) => pValue <= CHECK_LEVEL),
    };
    const [firstDay, lastDay] = [days[0], days.at(-1)];
    const base = {
      looks: days.length,
      ...(firstDay === undefined || lastDay === undefined ? {} : { firstDay, lastDay }),
      groups: groups.map(({ id, share, tally }) => ({
        group: id,
        share: share / whole,
        assigned: assigned.get(id) ?? 0,
        units: tally.sums().count,
        decisions: tally.decisions(),
      })),
      moved: moved.size,
      checks,
    };
    const obstacles = obstaclesTo(base);
    const reading = obstacles.length === 0 ? read() : undefined;
    return { ...base, obstacles, ...(reading === undefined ? {} : { reading }) };
  }

  function read(): Reading {
    const readings = metrics.map((metric, index): MetricReading => {
      const latest = treatments.flatMap(({ group, comparisons }) => {
        const last = comparisons[index]?.by.looks().at(-1);
        return last === undefined ? [] : [{ group: group.id, ...last }];
      });
      const byHolm = holm(latest.map(({ adjusted }) => adjusted.pValue));
      return {
        metric: metric.id,
        groups: groups.flatMap(({ id, values }) => {
          const value = values[index]?.value.latest();
          return value === undefined ? [] : [{ group: id, ...value }];
        }),
        differences: latest.map((each, place) => ({ ...each, holm: byHolm[place] ?? 1 })),
      };
    });
    const overTime = treatments.map(({ group, comparisons }) => ({
      group: group.id,
      looks: comparisons.find(({ metric }) => metric === PRIMARY)?.by.looks() ?? [],
    }));
    return {
      metrics: readings,
      overTime,
      segments: segments.found(),
      channels: groups.map(({ id, tally }) => ({ group: id, values: tally.channels.values() })),
      verdicts: treatments.map(({ group }) => ({
        group: group.id,
        ...verdictOf({
          treatment: { id: group.id, units: group.tally.sums().count },
          control: { id: compared.control, units: control?.tally.sums().count ?? 0 },
          difference: overTime.find((each) => each.group === group.id)?.looks.at(-1)?.adjusted,
          level: plan.level / Math.max(1, groups.length - 1),
          days: days.length,
        }),
      })),
    };
  }

  return { look, findings };
}

/** What came to one group after the other was stopped is no comparison. */
function isOver(until: UtcDate | undefined, day: UtcDate): boolean {
  return until !== undefined && day > until;
}
