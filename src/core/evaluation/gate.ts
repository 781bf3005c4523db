import { type Finding, gateChecks } from './gate-checks.ts';
import { GATE_LIMITS, type GateFacts, type GateLimits } from './gate-facts.ts';

/** What would let the log tell. */
export interface GateNeeds {
  /** So many rows in all, if they come as they did. */
  readonly rows?: number;
  /** Or as many rows as there are, logged with at least this probability for every action. */
  readonly floor?: number;
  /** All of it in words. */
  readonly words: readonly string[];
}

export type GateVerdict =
  | { readonly verdict: 'tell' }
  | {
      readonly verdict: 'cannot-tell';
      /** Plain sentences, most basic first; at least one. */
      readonly reasons: readonly string[];
      readonly needs: GateNeeds;
    };

/**
 * Whether a log can value a policy, or why it can't and what would do: an estimate is shown only after `tell`.
 * @remarks A floor f bounds every weight by 1 ÷ f, and with it the mean square weight, so that n rows are worth at least
 * about n·f of the policy's own. Rows needed assume that the effective share stays as it is.
 */
export function gate(facts: GateFacts, limits: GateLimits = GATE_LIMITS): GateVerdict {
  const findings = gateChecks.flatMap((check) => check(facts, limits));
  if (findings.length === 0) return { verdict: 'tell' };
  const rows = enough(findings, ({ rows }) => rows);
  const floor = enough(findings, ({ floor }) => floor);
  return {
    verdict: 'cannot-tell',
    reasons: findings.map(({ reason }) => reason),
    needs: {
      ...(rows === undefined ? {} : { rows }),
      ...(floor === undefined ? {} : { floor }),
      words: [...new Set([...wordsFor(rows, floor), ...findings.flatMap(({ remedy }) => remedy ?? [])])],
    },
  };
}

function wordsFor(rows: number | undefined, floor: number | undefined): readonly string[] {
  if (rows === undefined && floor === undefined) return [];
  const more = rows === undefined ? [] : [`about ${rows} rows like these in all`];
  const even =
    floor === undefined
      ? []
      : [`as many rows logged with a probability of at least ${floor.toPrecision(2)} for every action`];
  return [`Collect ${[...more, ...even].join(', or ')}.`];
}

/** What mends all findings that rows or a floor can mend; undefined when it leaves one of them. */
function enough(
  findings: readonly Finding[],
  number: (finding: Finding) => number | undefined,
): number | undefined {
  const mendable = findings.filter(({ rows, floor }) => rows !== undefined || floor !== undefined);
  const numbers = mendable.flatMap((finding) => number(finding) ?? []);
  return numbers.length === 0 || numbers.length < mendable.length ? undefined : Math.max(...numbers);
}
