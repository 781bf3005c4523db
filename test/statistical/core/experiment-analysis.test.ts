import { describe, expect, test } from 'vitest';
import type { ExperimentRow } from '../../../src/core/experiment/analysis/experiment-row.ts';
import { experimentTally } from '../../../src/core/experiment/analysis/experiment-tally.ts';
import type { ExperimentFindings } from '../../../src/core/experiment/analysis/findings.ts';
import type { AnalysisPlan } from '../../../src/core/experiment/experiment.ts';
import { type RandomSource, randomSource } from '../../../src/core/simulation/random-source.ts';
import { trialDay, trialRow, trialSettings } from '../../support/experiments/trial-rows.ts';

const RUNS = 300;
const LEVEL = 0.05;
const DAYS = 25;

interface Borrower {
  readonly id: string;
  readonly variant: string;
  /** How much this borrower earns beyond others, at every decision. */
  readonly own: number;
  readonly from: number;
}

interface World {
  readonly plan?: Partial<AnalysisPlan>;
  readonly enter: 'at once' | 'day by day';
  readonly effect?: number;
  readonly treated?: number;
  readonly predicts?: boolean;
  /** The share of contacts that are overridden by none after they were logged. */
  readonly overridden?: number;
}

const BORROWERS = 400;

/** Borrowers who are all asked about every other day or so, each with ways of their own; most rewards are 0. */
function play(random: RandomSource, world: World, onLook: (findings: ExperimentFindings) => void): void {
  const { plan = {}, enter, effect = 0, treated = 0.5, predicts = false, overridden = 0 } = world;
  const borrowers = Array.from(
    { length: BORROWERS },
    (_, index): Borrower => ({
      id: `b-${index}`,
      variant: random.chance(treated) ? 'rules' : 'as-now',
      own: 0.3 * random.unit(),
      from: enter === 'at once' ? 0 : random.index(DAYS),
    }),
  );
  const tally = experimentTally(trialSettings({ plannedUnits: BORROWERS, ...plan }));
  for (let day = 0; day < DAYS; day++) {
    const rows: ExperimentRow[] = [];
    for (const { id, variant, own, from } of borrowers) {
      if (from > day || !random.chance(0.5)) continue;
      const chance = own + (variant === 'rules' ? effect : 0);
      const contacted = random.chance(0.3) && !random.chance(overridden);
      rows.push(
        trialRow({
          id: `${id}-${day}`,
          borrower: id,
          variant,
          day,
          sms: 0.3,
          contacted,
          reward: random.chance(chance) ? 1 : 0,
          predicted: predicts ? own : null,
        }),
      );
    }
    tally.look(trialDay(day), rows);
    onLook(tally.findings());
  }
}

/** In which share of runs some difference was ever said to be real, by each metric and method; `peeked`: one-look tests. */
function falsePositives(label: string, world: World, metrics: readonly string[]) {
  const wrong = new Map<string, number>();
  for (let seed = 0; seed < RUNS; seed++) {
    const ever = new Set<string>();
    play(randomSource(seed, label), world, ({ reading }) => {
      for (const { metric, differences } of reading?.metrics ?? []) {
        const [difference] = differences;
        if (difference === undefined) continue;
        for (const method of ['plain', 'pooled', 'adjusted'] as const) {
          const { lower, upper } = difference[method];
          if (lower > 0 || upper < 0) ever.add(`${metric} ${method}`);
        }
        const { estimate, standardError } = difference.plain;
        if (Math.abs(estimate) > 1.96 * standardError) ever.add(`${metric} peeked`);
      }
    });
    for (const each of ever) wrong.set(each, (wrong.get(each) ?? 0) + 1);
  }
  const share = (metric: string, method: string) => (wrong.get(`${metric} ${method}`) ?? 0) / RUNS;
  return metrics.map((metric) => ({
    metric,
    plain: share(metric, 'plain'),
    pooled: share(metric, 'pooled'),
    adjusted: share(metric, 'adjusted'),
    peeked: share(metric, 'peeked'),
  }));
}

describe('where variants do not differ, with a look every day and several decisions of each borrower', () => {
  test.each(['at once', 'day by day'] as const)(
    'differences are seldom called real when borrowers come %s',
    (enter) => {
      const metrics = ['reward-per-decision', 'reward-per-unit', 'contacts-per-unit'];
      for (const wrong of falsePositives(`null ${enter}`, { enter, predicts: true }, metrics)) {
        expect(wrong.plain, wrong.metric).toBeLessThanOrEqual(LEVEL);
        expect(wrong.pooled, wrong.metric).toBeLessThanOrEqual(LEVEL);
        expect(wrong.adjusted, wrong.metric).toBeLessThanOrEqual(LEVEL);
        // One-look tests at the same looks: the reason for sequences.
        expect(wrong.peeked, wrong.metric).toBeGreaterThan(3 * LEVEL);
      }
    },
  );
});

/** The findings after the last look. */
function last(random: RandomSource, world: World): ExperimentFindings {
  let findings: ExperimentFindings | undefined;
  play(random, world, (each) => {
    findings = each;
  });
  if (findings === undefined) throw new Error('There was no look.');
  return findings;
}

describe('what an analysis makes of worlds that are known', () => {
  const RUNS_EACH = 40;
  const each = (label: string, world: World) =>
    Array.from({ length: RUNS_EACH }, (_, seed) => last(randomSource(seed, label), world));

  test('a true effect is found, inside its interval, and what the model foresaw makes that narrower', () => {
    let [found, covered, narrower] = [0, 0, 0];
    for (const { reading } of each('effect', { enter: 'day by day', effect: 0.12, predicts: true })) {
      const [difference] = reading?.metrics[0]?.differences ?? [];
      if (difference === undefined) throw new Error('Nothing was read.');
      const { adjusted, plain } = difference;
      if (reading?.verdicts[0]?.kind === 'better') found++;
      if (adjusted.lower <= 0.12 && adjusted.upper >= 0.12) covered++;
      if (adjusted.standardError < plain.standardError) narrower++;
    }
    expect(found).toBeGreaterThan(0.9 * RUNS_EACH);
    expect(covered).toBeGreaterThan(0.95 * RUNS_EACH - 1);
    expect(narrower).toBe(RUNS_EACH);
  });

  test('a sample ratio of 55 to 45 is refused, an even one is not', () => {
    const refused = (treated: number) =>
      Array.from({ length: RUNS_EACH }, (_, seed) => {
        const random = randomSource(seed, 'ratio', treated);
        const tally = experimentTally(trialSettings());
        for (let day = 0; day < 20; day++) {
          const rows = Array.from({ length: 200 }, (_row, index) => {
            const variant = random.chance(treated) ? 'rules' : 'as-now';
            return trialRow({
              id: `d-${day}-${index}`,
              borrower: `b-${day}-${index}`,
              variant,
              day,
              reward: 0,
            });
          });
          tally.look(trialDay(day), rows);
        }
        const { checks, reading } = tally.findings();
        expect(reading === undefined).toBe(checks.sampleRatio?.failed === true || checks.choicesFailed);
        return checks.sampleRatio?.failed === true;
      }).filter(Boolean).length;
    expect(refused(0.55)).toBeGreaterThan(0.9 * RUNS_EACH);
    expect(refused(0.5)).toBeLessThanOrEqual(1);
  });

  test('contacts that are overridden after they were logged are noticed, honest ones are not', () => {
    const noticed = (overridden: number) =>
      each(`overridden ${overridden}`, { enter: 'at once', overridden }).filter(
        ({ obstacles }) => obstacles.length > 0,
      ).length;
    expect(noticed(0.2)).toBe(RUNS_EACH);
    expect(noticed(0)).toBeLessThanOrEqual(1);
  });
});

describe('a channel inside a variant whose policy learns', () => {
  const [WEEKS, PER_WEEK] = [12, 60];
  /** Hard borrowers pay less, the more so by SMS, and the policy turns to SMS where it did well. */
  const payout = (contacted: boolean, isHard: boolean) => (contacted ? 0.4 : 0.5) - (isHard ? 0.2 : 0);
  const TRUTH = { sms: 0.3, 'no-contact': 0.4 };

  function values(random: RandomSource) {
    const tally = experimentTally(trialSettings({ plannedUnits: 2 * WEEKS * PER_WEEK }));
    const seen = { sms: { count: 1, sum: 0.5 }, none: { count: 1, sum: 0.5 } };
    let outside = false;
    for (let week = 0; week < WEEKS; week++) {
      const isAhead = seen.sms.sum / seen.sms.count > seen.none.sum / seen.none.count;
      const rows = Array.from({ length: PER_WEEK }, (_, index) => {
        const isHard = random.chance(0.5);
        // It sends SMS rather to the easy ones, so that plain means compare other borrowers.
        const sms = (isAhead ? 0.7 : 0.1) + (isHard ? 0 : 0.2);
        const contacted = random.chance(sms);
        const reward = payout(contacted, isHard) + 0.3 * random.normal();
        const of = contacted ? seen.sms : seen.none;
        of.count += 1;
        of.sum += reward;
        const id = `d-${week}-${index}`;
        return trialRow({ id, borrower: id, variant: 'rules', day: week, reward, sms, contacted });
      });
      const control = rows.map((row) => ({
        ...row,
        decisionId: `c ${row.decisionId}`,
        borrowerId: `c ${row.borrowerId}`,
        assignments: row.assignments.map((assignment) => ({ ...assignment, variant: 'as-now' })),
      }));
      tally.look(trialDay(week), [...rows, ...control]);
      for (const { channel, lower, upper } of channelsOf(tally.findings())) {
        const truth = TRUTH[channel as keyof typeof TRUTH];
        outside ||= truth < lower || truth > upper;
      }
    }
    return { last: channelsOf(tally.findings()), naive: seen.sms.sum / seen.sms.count, outside };
  }

  function channelsOf({ reading }: ExperimentFindings) {
    return reading?.channels.find(({ group }) => group === 'rules')?.values ?? [];
  }

  test('is valued without bias, within its interval at every look', () => {
    const all = Array.from({ length: RUNS }, (_, seed) => values(randomSource(seed, 'channels')));
    const meanOf = (numbers: readonly number[]) =>
      numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
    for (const channel of ['sms', 'no-contact'] as const) {
      const estimates = all.flatMap(({ last: found }) =>
        found.filter((each) => each.channel === channel).map(({ estimate }) => estimate),
      );
      expect(estimates.length).toBeGreaterThan(0.95 * RUNS);
      expect(Math.abs(meanOf(estimates) - TRUTH[channel])).toBeLessThan(0.01);
    }
    // Two channels at the level each.
    expect(all.filter(({ outside }) => outside).length / RUNS).toBeLessThanOrEqual(2 * LEVEL);
    // The plain mean of those who were sent an SMS is that of easy borrowers.
    expect(meanOf(all.map(({ naive }) => naive)) - TRUTH.sms).toBeGreaterThan(0.02);
  });
});
