import type { TargetPolicy } from '../../core/evaluation/target-policy.ts';
import type { FairnessFacts, GroupFacts } from '../../core/experiment/promotion/fairness-gate.ts';
import { NO_CONTACT } from '../../core/identifiers.ts';
import type { PastRow } from '../search/past-row.ts';
import { type PartValuation, valuePart } from '../search/value-part.ts';

/** Which group a borrower is in; read for the gate alone, and never by a policy. */
export type GroupOfBorrower = ReadonlyMap<string, string>;

/**
 * How each group would fare. Contact rates are what the policies' probabilities come to, without the chance of draws.
 * Borrowers that the groups don't name are left out.
 */
export function groupFacts(
  part: PartValuation,
  groups: GroupOfBorrower,
  policy: TargetPolicy<PastRow>,
): readonly GroupFacts[] {
  const rowsOf = new Map<string, PastRow[]>();
  for (const row of part.rows) {
    const group = row.isCompared ? groups.get(row.borrower) : undefined;
    if (group === undefined) continue;
    const rows = rowsOf.get(group);
    if (rows === undefined) rowsOf.set(group, [row]);
    else rows.push(row);
  }
  return [...rowsOf]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, rows]): GroupFacts => {
      const { logged, targets } = valuePart({ ...part, rows }, [policy]);
      const [found] = targets;
      const told = found?.verdict === 'tell' && logged !== undefined;
      return {
        group,
        rows: rows.length,
        contact: {
          champion: contactRate(rows, ({ logged: shares }) => shares),
          challenger: contactRate(rows, (row) => policy.of(row).shares),
        },
        ...(told ? { value: { champion: logged.value, challenger: found.value } } : {}),
      };
    });
}

/** @param groups Absent when none were given. */
export function fairnessFacts(
  groups: readonly GroupFacts[] | undefined,
  waiver: string | undefined,
): FairnessFacts {
  const kept = waiver === undefined ? {} : { waiver };
  return groups === undefined ? { kind: 'not-judged', ...kept } : { kind: 'judged', groups, ...kept };
}

function contactRate(rows: readonly PastRow[], sharesOf: (row: PastRow) => Float64Array | undefined): number {
  let sum = 0;
  for (const row of rows) {
    const shares = sharesOf(row);
    sum += row.arms.reduce((rate, arm, place) => rate + (arm === NO_CONTACT ? 0 : (shares?.[place] ?? 0)), 0);
  }
  return sum / rows.length;
}
