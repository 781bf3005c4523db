import type { Alarms, TestName } from './experiments/alarms.ts';
import { TEST_NAMES } from './experiments/alarms.ts';
import type { Scenario } from './experiments/scenario.ts';
import { type Share, shareOf } from './share.ts';

/** How often, and when, one way of testing raised an alarm. */
export interface AlarmSummary {
  readonly alarmed: Share;
  /** By which look half of the runs had an alarm; null when fewer have one at all. */
  readonly medianLook: number | null;
  /** The share of runs with an alarm by each look. */
  readonly curve: readonly number[];
}

export interface TestSummary {
  readonly test: TestName;
  readonly always: AlarmSummary;
  /** The fixed-horizon test, looked at as often … */
  readonly peeked: AlarmSummary;
  /** … and once, at the end. */
  readonly once: Share;
}

export interface ScenarioSummary {
  readonly scenario: Scenario;
  readonly runs: number;
  readonly looks: number;
  /** Those that were played, in their order. */
  readonly tests: readonly TestSummary[];
}

/** @param runs At least one; each with the tests that it was looked at by. */
export function summariseExperiments(
  scenario: Scenario,
  runs: readonly (readonly Alarms[])[],
  looks: number,
): ScenarioSummary {
  const all = runs.flat();
  const tests = TEST_NAMES.flatMap((test): TestSummary[] => {
    const alarms = all.filter((each) => each.test === test);
    if (alarms.length === 0) return [];
    return [
      {
        test,
        always: summaryOf(
          alarms.map(({ always }) => always),
          looks,
        ),
        peeked: summaryOf(
          alarms.map(({ peeked }) => peeked),
          looks,
        ),
        once: shareOf(alarms.filter(({ once }) => once).length, alarms.length),
      },
    ];
  });
  return { scenario, runs: Math.max(0, ...tests.map(({ once }) => once.of)), looks, tests };
}

function summaryOf(firsts: readonly (number | null)[], looks: number): AlarmSummary {
  const found = firsts.filter((look) => look !== null).sort((a, b) => a - b);
  return {
    alarmed: shareOf(found.length, firsts.length),
    medianLook: found[Math.ceil(firsts.length / 2) - 1] ?? null,
    curve: Array.from(
      { length: looks },
      (_, place) => found.filter((look) => look <= place + 1).length / firsts.length,
    ),
  };
}
