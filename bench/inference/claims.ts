import { LEVEL } from './experiments/scenario.ts';
import type { LogFindings } from './findings.ts';
import type { IntervalKind } from './off-policy/interval-kinds.ts';
import type { Share } from './share.ts';
import type { ScenarioSummary } from './summarise-experiments.ts';

/** Something that the simulation can find wanting. */
export interface InferenceClaim {
  readonly claim: string;
  readonly measured: Share;
  readonly target: string;
  readonly met: boolean;
}

/** Promises that hold for every test, and for the worst of all strategies and targets. */
export function claimsOf(
  experiments: readonly ScenarioSummary[],
  logs: readonly LogFindings[],
): readonly InferenceClaim[] {
  const nothing = experiments.find(({ scenario }) => scenario === 'nothing to find');
  const alarms = (nothing?.tests ?? []).map(
    ({ test, always: { alarmed } }): InferenceClaim => ({
      claim: `false alarms: ${test}`,
      measured: alarmed,
      target: '≤ 5 %',
      met: alarmed.share <= LEVEL,
    }),
  );
  return [
    ...alarms,
    ...logs.flatMap((each) => [...worstOf(each, 'anytime'), ...worstOf(each, 'anytime, difference')]),
  ];
}

function worstOf({ circumstance, coverage }: LogFindings, kind: IntervalKind): readonly InferenceClaim[] {
  const [worst] = coverage
    .flatMap(({ strategy, target, intervals }) =>
      intervals
        .filter((each) => each.kind === kind)
        .map(({ truth, heldAlways }) => ({ held: heldAlways, of: `${strategy}, ${target}, ${truth}` })),
    )
    .toSorted((a, b) => a.held.share - b.held.share);
  if (worst === undefined) return [];
  return [
    {
      claim: `${circumstance}: ${kind} interval holds at every time (worst: ${worst.of})`,
      measured: worst.held,
      target: '≥ 95 %',
      met: worst.held.share >= 1 - LEVEL,
    },
  ];
}
