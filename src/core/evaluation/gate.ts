import { type Finding, gateChecks } from './gate-checks.ts';
import type { Support } from './support.ts';
import type { WeightState } from './weight-diagnostics.ts';

/** What decides whether a log can value a policy. What is absent isn't judged. */
export interface GateFacts {
  readonly weights: WeightState;
  readonly support?: Support;
  /** ln of an always-valid e-value against the logged propensities, per arm; Infinity when one is impossible. */
  readonly calibration?: ReadonlyMap<string, { readonly logEvidence: number }>;
  /** The share of rows, 0 to 1, whose outcome may still change. */
  readonly immatureShare?: number;
}

export interface GateLimits {
  /** The least effective sample size. */
  readonly effective: number;
  /** The least effective sample size as a share of the rows. */
  readonly effectiveShare: number;
  /** The most standard errors that the mean weight may be from 1. */
  readonly weightErrors: number;
  /** The most that one row may have of all weight. */
  readonly weightShare: number;
  /** The most that the policy may want of what the log couldn't, or didn't, do. */
  readonly unsupported: number;
  /** With what probability honest propensities may be taken for wrong ones. */
  readonly calibrationLevel: number;
  /** The most rows without a final outcome. */
  readonly immatureShare: number;
}

export const GATE_LIMITS: GateLimits = {
  effective: 200,
  effectiveShare: 0.01,
  weightErrors: 3,
  weightShare: 0.05,
  unsupported: 0.01,
  calibrationLevel: 0.001,
  immatureShare: 0.1,
};

/** What would let the log tell, each in addition to what it has. */
export interface GateNeeds {
  /** So many rows in all, if they come as they did. */
  readonly rows?: number;
  /** Or the same number of rows, logged with at least this probability for every action. */
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
  const rows = largestOf(findings, ({ rows }) => rows);
  const floor = largestOf(findings, ({ floor }) => floor);
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

function largestOf(
  findings: readonly Finding[],
  number: (finding: Finding) => number | undefined,
): number | undefined {
  const numbers = findings.flatMap((finding) => number(finding) ?? []);
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}
