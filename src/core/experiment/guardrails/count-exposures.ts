import type { VariantId } from '../../identifiers.ts';
import { vectorMoments } from '../../inference/vector-moments.ts';
import type { DecisionExposure, Exposure } from '../exposure.ts';
import { FIELDS, harmedField, noCounts, type VariantCounts } from './unit-counts.ts';

/** Event types, of which one is enough for a borrower to count as harmed. */
export type Watch = readonly string[];

export interface ExposureCounter {
  add(exposure: Exposure): void;
  /** Of every variant that somebody met with; the order in which borrowers were added makes no difference. */
  counts(): ReadonlyMap<VariantId, VariantCounts>;
}

/**
 * Counts borrowers, decisions and harms by variant. Where borrowers are assigned one by one, each is looked at once and
 * then forgotten; of clusters and periods, a row of sums is kept.
 * @remarks A harm that names a decision counts where that decision was made; any other one, wherever its borrower was:
 * nobody can tell what it came of, and it is the same for every variant.
 */
export function countExposures(watches: readonly Watch[]): ExposureCounter {
  const width = harmedField(watches.length);
  const moments = vectorMoments(width);
  const sums = new Map<VariantId, Float64Array>();
  const borrowers = new Map<VariantId, typeof moments.empty>();
  const shared = new Map<VariantId, Map<string, Float64Array>>();

  return {
    add(exposure) {
      for (const { variant, unit, row } of rowsOf(exposure, watches)) {
        addTo(sums, variant, row);
        if (unit === undefined) {
          borrowers.set(variant, moments.add(borrowers.get(variant) ?? moments.empty, row));
        } else {
          const units = shared.get(variant) ?? new Map<string, Float64Array>();
          shared.set(variant, units);
          addTo(units, unit, row);
        }
      }
    },
    counts() {
      return new Map(
        [...sums].map(([variant, sum]) => {
          const units = [...(shared.get(variant)?.values() ?? [])];
          const state = units.reduce(moments.add, borrowers.get(variant) ?? moments.empty);
          return [variant, countsOf(sum, moments.value(state))];
        }),
      );
    },
  };

  function countsOf(sum: Float64Array, perUnit: VariantCounts['perUnit'] | undefined): VariantCounts {
    const of = (field: number): number => sum[field] ?? 0;
    return {
      borrowers: of(FIELDS.borrowers),
      decisions: of(FIELDS.decisions),
      contacts: of(FIELDS.contacts),
      slow: of(FIELDS.slow),
      harmed: watches.map((_, watch) => of(harmedField(watch))),
      perUnit: perUnit ?? noCounts(watches.length).perUnit,
    };
  }
}

interface Row {
  readonly variant: VariantId;
  readonly unit: string | undefined;
  readonly row: Float64Array;
}

/** What the borrower adds to each variant and unit that he met with. */
function rowsOf({ decisions, harms }: Exposure, watches: readonly Watch[]): Row[] {
  const groups = new Map<string, DecisionExposure[]>();
  for (const each of decisions) {
    const key = JSON.stringify([each.variant, each.unit]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  const known = new Set(decisions.map(({ decisionId }) => decisionId));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const own = new Set(group.map(({ decisionId }) => decisionId));
    const here = harms.filter(
      ({ decisionId }) => decisionId === undefined || own.has(decisionId) || !known.has(decisionId),
    );
    const harmed = watches.map((events) => Number(here.some(({ type }) => events.includes(type))));
    const row = Float64Array.of(
      1,
      group.length,
      howMany(group, ({ contact }) => contact),
      howMany(group, ({ slow }) => slow),
      ...harmed,
    );
    return [{ variant: first.variant, unit: first.unit, row }];
  });
}

function howMany(group: readonly DecisionExposure[], which: (each: DecisionExposure) => boolean): number {
  return group.reduce((count, each) => count + Number(which(each)), 0);
}

function addTo<Key>(rows: Map<Key, Float64Array>, key: Key, row: Float64Array): void {
  const sum = rows.get(key);
  if (sum === undefined) rows.set(key, row.slice());
  else for (const [index, value] of row.entries()) sum[index] = (sum[index] ?? 0) + value;
}
