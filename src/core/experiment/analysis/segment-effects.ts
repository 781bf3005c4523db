import type { NormalEstimate } from '../../inference/asymptotic-confidence-sequence.ts';
import { eBenjaminiHochberg } from '../../inference/multiplicity.ts';
import { differenceOf } from '../../inference/ratio-metric.ts';
import type { AnalysisPlan } from '../experiment.ts';
import { differencesOf } from './difference.ts';
import { PRIMARY } from './metric.ts';
import { type MomentSums, sumsWithout, totalOf } from './moment-sums.ts';
import { levelsOfCuts } from './segment-level.ts';
import { nextLook, type SequenceTrack, type SequentialEstimate } from './sequence-track.ts';

type LevelSums = ReadonlyMap<string, ReadonlyMap<string, MomentSums>>;

/** The adjusted difference of reward per decision among the units of one level of a declared segment. */
export interface SegmentEffect {
  readonly group: string;
  readonly feature: string;
  readonly level: string;
  readonly units: number;
  readonly effect: SequentialEstimate;
  /** The effect minus that on all other units; absent while these are too few. */
  readonly contrast?: SequentialEstimate;
  /** Whether there is an effect, and whether it differs from that on others, with false discoveries held to the level. */
  readonly isReal: boolean;
  readonly differs: boolean;
}

export interface SegmentEffects {
  look(group: string, treatment: LevelSums, control: LevelSums): void;
  /** Only declared segments, with levels of which both groups have enough units. */
  found(): readonly SegmentEffect[];
}

/**
 * @remarks Intervals are at the level divided by the segments' number, so that all hold at once; which effects are called
 * real or different is decided by e-values, of which at most a share of the level is wrong on average, however they depend.
 */
export function segmentEffects(plan: AnalysisPlan, tunedFor: number): SegmentEffects {
  const tracks = new Map<string, SequenceTrack>();
  const effects = new Map<string, Omit<SegmentEffect, 'isReal' | 'differs'>>();

  function look(group: string, treatment: LevelSums, control: LevelSums): void {
    const estimates = plan.segments.flatMap(({ feature }) => {
      const [treated, untreated] = [treatment.get(feature), control.get(feature)];
      if (treated === undefined || untreated === undefined) return [];
      return estimatesOf(treated, untreated).map((estimate) => ({ group, feature, ...estimate }));
    });
    const names = new Set([...effects.keys(), ...estimates.map(nameOf)]);
    const settings = { level: plan.level / Math.max(1, names.size), tunedFor };
    for (const { own, elsewhere, ...segment } of estimates) {
      const name = nameOf(segment);
      const effect = advance(`effect ${name}`, own, settings);
      if (effect === undefined) continue;
      const contrast =
        elsewhere === undefined
          ? undefined
          : advance(`contrast ${name}`, differenceOf(own, elsewhere), settings);
      effects.set(name, { ...segment, effect, ...(contrast === undefined ? {} : { contrast }) });
    }
  }

  function advance(
    name: string,
    estimate: NormalEstimate,
    settings: { readonly level: number; readonly tunedFor: number },
  ): SequentialEstimate | undefined {
    const next = nextLook(tracks.get(name), estimate, PRIMARY.per, settings);
    if (next !== undefined) tracks.set(name, next.track);
    return next?.found;
  }

  function found(): readonly SegmentEffect[] {
    const all = [...effects.values()].sort(inOrderOf(plan));
    const real = eBenjaminiHochberg(
      all.map(({ effect }) => effect.logEvidence),
      plan.level,
    );
    const contrasted = all.filter(({ contrast }) => contrast !== undefined);
    const different = eBenjaminiHochberg(
      contrasted.map(({ contrast }) => contrast?.logEvidence ?? 0),
      plan.level,
    );
    return all.map((each, index) => ({
      ...each,
      isReal: real[index] === true,
      differs: different[contrasted.indexOf(each)] === true,
    }));
  }

  return { look, found };
}

type Named = Pick<SegmentEffect, 'group' | 'feature' | 'level'>;

function nameOf({ group, feature, level }: Named): string {
  return JSON.stringify([feature, level, group]);
}

/** For each level, the difference among its units and that among all others. */
function estimatesOf(treated: ReadonlyMap<string, MomentSums>, untreated: ReadonlyMap<string, MomentSums>) {
  const [all, allUntreated] = [totalOf([...treated.values()]), totalOf([...untreated.values()])];
  if (all === undefined || allUntreated === undefined) return [];
  return [...treated].flatMap(([level, part]) => {
    const partUntreated = untreated.get(level);
    const own = partUntreated && differencesOf(part, partUntreated, PRIMARY)?.adjusted;
    if (partUntreated === undefined || own === undefined) return [];
    const rest = [sumsWithout(all, part), sumsWithout(allUntreated, partUntreated)] as const;
    const elsewhere = differencesOf(...rest, PRIMARY)?.adjusted;
    return [{ level, units: part.count + partUntreated.count, own, elsewhere }];
  });
}

/** Segments as declared, their levels as cut or else by name, then groups. */
function inOrderOf({ segments }: AnalysisPlan) {
  const places = new Map<string, number>();
  for (const [place, segment] of segments.entries()) {
    places.set(segment.feature, place);
    for (const [index, level] of levelsOfCuts(segment).entries()) {
      places.set(`${segment.feature} ${level}`, index);
    }
  }
  const placeOf = (name: string) => places.get(name) ?? Number.MAX_SAFE_INTEGER;
  return (a: Named, b: Named): number =>
    placeOf(a.feature) - placeOf(b.feature) ||
    placeOf(`${a.feature} ${a.level}`) - placeOf(`${b.feature} ${b.level}`) ||
    (nameOf(a) < nameOf(b) ? -1 : 1);
}
