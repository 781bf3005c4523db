import { comparison } from '../../../src/core/experiment/analysis/comparison.ts';
import type { ExperimentRow } from '../../../src/core/experiment/analysis/experiment-row.ts';
import { type GroupTally, groupTally } from '../../../src/core/experiment/analysis/group-tally.ts';
import { metricsOf } from '../../../src/core/experiment/analysis/metric.ts';
import type { ArmCheck } from '../../../src/core/experiment/analysis/propensity-check.ts';
import { normalQuantile } from '../../../src/core/inference/normal-distribution.ts';
import { logSampleRatioEvidence, sampleRatioPValue } from '../../../src/core/inference/sample-ratio.ts';
import { randomSource } from '../../../src/core/simulation/random-source.ts';
import type { Instant } from '../../../src/core/time/instant.ts';
import { utcDateOf } from '../../../src/core/time/utc-date.ts';
import { type AlarmLog, type Alarms, alarmLog } from './alarms.ts';
import { learningArms } from './learning-arms.ts';
import { returningBorrowers } from './returning-borrowers.ts';
import { type ExperimentSettings, LEVEL } from './scenario.ts';
import {
  type Borrower,
  DECIDED_AT,
  decide,
  enterBorrower,
  HARMLESS,
  INJURED,
  type Injury,
} from './simulated-decision.ts';

/** Below so much Σp(1 − p), or so many borrowers, a fixed-horizon test isn't looked at: nobody would. */
const LEAST_SEEN = 30;

/**
 * An experiment with two variants, looked at after every batch by the code that reports experiments: means and ratios
 * plain and adjusted, the sample ratio, the propensities; and by the tests for one look beside it.
 */
export function playComparison(settings: ExperimentSettings): readonly Alarms[] {
  const { scenario, seed, looks, newcomers } = settings;
  const injury: Injury = scenario === 'nothing to find' ? HARMLESS : INJURED;
  const random = randomSource(seed, 'comparison', scenario);
  const planned = looks * newcomers;
  const plan = { level: LEVEL, plannedUnits: planned, segments: [] };
  const groupOf = (id: string): GroupTally => groupTally({ id, plan, tunedFor: planned / 2, events: [] });
  const groups = { control: groupOf('control'), treatment: groupOf('treatment') };
  const compared = metricsOf([])
    .filter(({ id }) => id.startsWith('reward'))
    .map((metric) => ({ metric, by: comparison(metric, { level: LEVEL, tunedFor: planned }) }));
  const assigned = { control: 0, treatment: 0 };
  const arms = learningArms(random);
  let entered = 0;
  const arrivals = returningBorrowers<Borrower>(random, newcomers, () => {
    entered += 1;
    return enterBorrower(`borrower-${entered}`, random);
  });
  const log = alarmLog();
  for (let look = 1; look <= looks; look += 1) {
    const rows = { control: [] as UnitRow[], treatment: [] as UnitRow[] };
    for (const borrower of arrivals.at(look)) {
      if (!borrower.seen) {
        borrower.isLost = borrower.group === 'treatment' && random.chance(injury.lost);
        borrower.seen = true;
        if (!borrower.isLost) assigned[borrower.group] += 1;
      }
      if (borrower.isLost) continue;
      const row = decide(borrower, arms, injury, random);
      rows[borrower.group].push({ unit: borrower.id, row });
      arms.hear(row.action, row.reward);
    }
    arms.learn();
    groups.control.add(rows.control);
    groups.treatment.add(rows.treatment);
    for (const { metric, by } of compared) {
      by.look(DAY, groups.treatment.sums(), groups.control.sums());
      noteDifference(
        log,
        metric.id === 'reward-per-unit' ? 'reward per borrower' : 'reward per decision',
        by,
      );
    }
    noteSampleRatio(log, assigned);
    noteChoices(log, [...groups.control.arms(), ...groups.treatment.arms()]);
    log.next();
  }
  return log.alarms();
}

interface UnitRow {
  readonly unit: string;
  readonly row: ExperimentRow;
}

const DAY = utcDateOf(Date.parse(DECIDED_AT) as Instant);
const CRITICAL = normalQuantile(1 - LEVEL / 2);

function noteDifference(
  log: AlarmLog,
  test: 'reward per borrower' | 'reward per decision',
  by: ReturnType<typeof comparison>,
): void {
  const latest = by.looks().at(-1);
  if (latest === undefined) return;
  const methods = [
    { found: latest.plain, name: test },
    { found: latest.adjusted, name: `${test}, adjusted` },
  ] as const;
  for (const { found, name } of methods) {
    const { lower, upper, estimate, standardError } = found;
    log.note(name, lower > 0 || upper < 0, Math.abs(estimate) > CRITICAL * standardError);
  }
}

function noteSampleRatio(
  log: AlarmLog,
  assigned: { readonly control: number; readonly treatment: number },
): void {
  const arms = [assigned.control, assigned.treatment].map((count) => ({ count, weight: 1 }));
  const enough = assigned.control + assigned.treatment >= LEAST_SEEN;
  log.note(
    'sample ratio',
    logSampleRatioEvidence(arms) >= -Math.log(LEVEL),
    enough && sampleRatioPValue(arms) <= LEVEL,
  );
}

/** All channels and actions of both groups at once, by Bonferroni. */
function noteChoices(log: AlarmLog, checks: readonly ArmCheck[]): void {
  if (checks.length === 0) return;
  const part = LEVEL / checks.length;
  const critical = normalQuantile(1 - part / 2);
  log.note(
    'propensities',
    checks.some(({ logEvidence }) => logEvidence >= -Math.log(part)),
    checks.some(
      ({ surplus, variance }) => variance >= LEAST_SEEN && Math.abs(surplus) > critical * Math.sqrt(variance),
    ),
  );
}
