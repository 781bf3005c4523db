import type { DecisionRecord } from '../decision/decision-record.ts';
import type { Context, Feature } from '../features/feature-schema.ts';
import { type DecisionWeek, decisionWeek } from '../time/decision-week.ts';
import { type FeatureBins, featureBins } from './feature-bins.ts';
import {
  populationStability,
  type Stability,
  stabilityByChance,
  stabilityOf,
} from './population-stability.ts';

/** A week whose index chance alone would bring to this is shown, not judged. */
export const MOST_BY_CHANCE = 0.05;

/** How decisions came by a feature's value; shares of all decisions. */
export interface FeatureSupply {
  /** Not in the context, so that the missing rule applied. */
  readonly missing: number;
  /** Of the missing, those whose value on record was too old. */
  readonly stale: number;
  /** Taken from the feature record. */
  readonly fromRecord: number;
}

export interface FeatureWeek extends FeatureSupply {
  readonly week: DecisionWeek;
  readonly decisions: number;
  /** The population stability index against the reference. */
  readonly psi: number;
  /** What chance alone makes of it on average. */
  readonly byChance: number;
  /** Absent where there were too few decisions to judge by, and for what follows the calendar. */
  readonly stability?: Stability;
  /** The share of each bin. */
  readonly shares: readonly number[];
}

export interface WatchedFeature {
  readonly feature: string;
  readonly bins: readonly string[];
  /** Whether it goes round with the calendar more slowly than by week, so that no two weeks are alike. */
  readonly calendar: boolean;
  readonly reference: FeatureSupply & { readonly shares: readonly number[] };
  /** Oldest first; weeks without a decision are left out. */
  readonly weeks: readonly FeatureWeek[];
}

export interface FeatureWatch {
  add(record: Pick<DecisionRecord, 'decidedAt' | 'context' | 'sources'>): void;
  features(): readonly WatchedFeature[];
}

/** What is counted of one feature in one week, or in the reference. */
interface Tally {
  decisions: number;
  stale: number;
  fromRecord: number;
  readonly bins: number[];
}

interface Watched {
  readonly name: string;
  readonly calendar: boolean;
  readonly bins: FeatureBins;
  readonly reference: Tally;
  readonly weeks: ReadonlyMap<DecisionWeek, Tally>;
}

/**
 * How the features of decisions are spread, week by week, beside how they were in the reference. Each decision is looked
 * at once and then forgotten, so any number of them can be added, in any order.
 * @param sample Contexts of the reference, for the deciles of its numbers.
 */
export function watchFeatures(
  features: readonly Feature[],
  sample: readonly Context[],
  reference: ReadonlySet<DecisionWeek>,
  weeks: readonly DecisionWeek[],
): FeatureWatch {
  const watched = features.map((feature): Watched => {
    const bins = featureBins(
      feature,
      sample.map((context) => context[feature.name]),
    );
    const tally = (): Tally => ({ decisions: 0, stale: 0, fromRecord: 0, bins: bins.labels.map(() => 0) });
    return {
      name: feature.name,
      calendar: isSlowerThanAWeek(feature),
      bins,
      reference: tally(),
      weeks: new Map(weeks.map((week) => [week, tally()])),
    };
  });

  return {
    add({ decidedAt, context, sources }) {
      const week = decisionWeek(decidedAt);
      for (const { name, bins, reference: before, weeks: after } of watched) {
        const tally = reference.has(week) ? before : after.get(week);
        if (tally === undefined) continue;
        tally.decisions += 1;
        const place = bins.place(context[name]);
        tally.bins[place] = (tally.bins[place] ?? 0) + 1;
        if (sources?.unused[name]?.why === 'stale') tally.stale += 1;
        if (sources?.fromRecord[name] !== undefined) tally.fromRecord += 1;
      }
    },
    features: () =>
      watched.map(({ name, calendar, bins, reference: before, weeks: after }) => ({
        feature: name,
        bins: bins.labels,
        calendar,
        reference: { ...supplyOf(before), shares: sharesOf(before) },
        weeks: [...after]
          .filter(([, { decisions }]) => decisions > 0)
          .map(([week, tally]) => weekOf(week, before, tally, calendar)),
      })),
  };
}

/** Months and days of the month; weekdays and hours come round within a week. */
function isSlowerThanAWeek(feature: Feature): boolean {
  return feature.kind === 'cyclical' && (feature.period === 12 || feature.period === 31);
}

function weekOf(week: DecisionWeek, reference: Tally, tally: Tally, calendar: boolean): FeatureWeek {
  const psi = populationStability(reference.bins, tally.bins);
  const byChance = stabilityByChance(tally.bins.length, reference.decisions, tally.decisions);
  return {
    week,
    decisions: tally.decisions,
    psi,
    byChance,
    ...(calendar || byChance > MOST_BY_CHANCE ? {} : { stability: stabilityOf(psi) }),
    ...supplyOf(tally),
    shares: sharesOf(tally),
  };
}

function supplyOf({ decisions, stale, fromRecord, bins }: Tally): FeatureSupply {
  return {
    missing: (bins.at(-1) ?? 0) / decisions,
    stale: stale / decisions,
    fromRecord: fromRecord / decisions,
  };
}

function sharesOf({ decisions, bins }: Tally): readonly number[] {
  return bins.map((count) => count / decisions);
}
