import type { DecisionRecord } from '../decision/decision-record.ts';
import type { Context } from '../features/feature-schema.ts';
import type { DecisionId } from '../identifiers.ts';
import { type DecisionWeek, decisionWeek } from '../time/decision-week.ts';

/** A decision's context, kept for the deciles of its numbers. */
interface Kept {
  readonly id: DecisionId;
  readonly context: Context;
}

export interface EarlyWeeks {
  add(record: Pick<DecisionRecord, 'decisionId' | 'decidedAt' | 'context'>): void;
  /** Every week with a decision, oldest first, with their number. */
  weeks(): readonly { readonly week: DecisionWeek; readonly decisions: number }[];
  /** Contexts from those of the earliest weeks; each of their decisions was as likely to be among them as any other. */
  sample(weeks: readonly DecisionWeek[]): readonly Context[];
}

/**
 * Counts decisions by week and keeps a sample of those of the earliest weeks; in flat memory, whatever the order of the
 * decisions, which does not change the sample either.
 * @param most How many of the earliest weeks to sample.
 * @param perWeek How many contexts to keep of each.
 * @remarks Decision ids are hashes, so those with the smallest ids are a random sample of a week. Of weeks together it is
 * those up to the smallest id at which any of them was cut: beyond that its sample is not whole.
 */
export function watchEarlyWeeks(most: number, perWeek: number): EarlyWeeks {
  const counts = new Map<DecisionWeek, number>();
  const samples = new Map<DecisionWeek, Kept[]>();

  return {
    add({ decisionId: id, decidedAt, context }) {
      const week = decisionWeek(decidedAt);
      counts.set(week, (counts.get(week) ?? 0) + 1);
      const kept = samples.get(week) ?? [];
      if (!samples.has(week)) {
        samples.set(week, kept);
        // A week after as many earlier ones never becomes one of the earliest again.
        if (samples.size > most) samples.delete(Math.max(...samples.keys()) as DecisionWeek);
      }
      if (!samples.has(week)) return;
      kept.push({ id, context });
      if (kept.length === 2 * perWeek) cut(kept);
    },
    weeks: () => [...counts].sort(([a], [b]) => a - b).map(([week, decisions]) => ({ week, decisions })),
    sample(weeks) {
      const wanted = weeks.flatMap((week) => {
        const kept = samples.get(week);
        return kept === undefined ? [] : [{ kept: cut(kept), whole: kept.length === counts.get(week) }];
      });
      const ends = wanted.flatMap(({ kept, whole }) => (whole ? [] : [kept.at(-1)?.id ?? '']));
      return wanted.flatMap(({ kept }) =>
        kept.filter(({ id }) => ends.every((end) => id <= end)).map(({ context }) => context),
      );
    },
  };

  /** Keeps the smallest ids. */
  function cut(kept: Kept[]): readonly Kept[] {
    kept.sort((a, b) => (a.id < b.id ? -1 : 1));
    kept.length = Math.min(kept.length, perWeek);
    return kept;
  }
}
