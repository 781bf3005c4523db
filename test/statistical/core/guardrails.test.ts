import { describe, expect, test } from 'vitest';
import type { Experiment } from '../../../src/core/experiment/experiment.ts';
import type { Guardrail } from '../../../src/core/experiment/guardrail.ts';
import { judgeGuardrails } from '../../../src/core/experiment/guardrails/judge-guardrails.ts';
import { noCounts, type VariantCounts } from '../../../src/core/experiment/guardrails/unit-counts.ts';
import type { VariantId } from '../../../src/core/identifiers.ts';
import { vectorMoments } from '../../../src/core/inference/vector-moments.ts';
import { type RandomSource, randomSource } from '../../../src/core/simulation/random-source.ts';
import { CONTROL, TRIED } from '../../support/builders/exposures.ts';
import { anExperiment } from '../../support/builders/policy-books.ts';

const LEVEL = 0.05;
const LIMIT = 1.5;

/** In which share of runs something happened. */
function shareOf(label: string, runs: number, run: (random: RandomSource) => boolean): number {
  let happened = 0;
  for (let seed = 0; seed < runs; seed++) if (run(randomSource(seed, label))) happened++;
  return happened / runs;
}

function guarded(guardrail: Guardrail, overrides: Partial<Experiment> = {}): Experiment {
  return anExperiment({ guardrails: [guardrail], ...overrides });
}

const COMPLAINTS: Guardrail = {
  id: 'complaints',
  kind: 'harm',
  events: ['complaint'],
  mostTimesControl: LIMIT,
  level: LEVEL,
};

/** Units by variant, each a row of borrowers, decisions, contacts, slow decisions and harmed borrowers. */
class Arms {
  readonly #rows = new Map<VariantId, number[][]>();

  add(variant: VariantId, row: number[]): void {
    this.#rows.set(variant, [...(this.#rows.get(variant) ?? []), row]);
  }

  rows(variant: VariantId): readonly number[][] {
    return this.#rows.get(variant) ?? [];
  }

  isStopped(experiment: Experiment): boolean {
    const counts = new Map([CONTROL, TRIED].map((variant) => [variant, countsOfRows(this.rows(variant))]));
    return judgeGuardrails(experiment, counts).some(({ breached, variant }) => breached && variant === TRIED);
  }
}

function countsOfRows(rows: readonly (readonly number[])[]): VariantCounts {
  const moments = vectorMoments(5);
  const perUnit = moments.value(rows.reduce(moments.add, moments.empty));
  if (perUnit === undefined) return noCounts(1);
  const [borrowers = 0, decisions = 0, contacts = 0, slow = 0, harmed = 0] = Array.from(
    { length: 5 },
    (_, field) => rows.reduce((sum, row) => sum + (row[field] ?? 0), 0),
  );
  return { borrowers, decisions, contacts, slow, harmed: [harmed], perUnit };
}

/** Borrowers come one by one, to either variant alike; a look after each that is harmed. Who was stopped, and after how many. */
function borrowersUntilStopped(
  random: RandomSource,
  experiment: Experiment,
  { control, times, most }: { control: number; times: number; most: number },
): number {
  const counts = new Map([CONTROL, TRIED].map((id) => [id, { ...noCounts(1), borrowers: 0, harmed: [0] }]));
  for (let n = 1; n <= most; n++) {
    const variant = random.chance(0.5) ? TRIED : CONTROL;
    const seen = counts.get(variant);
    if (seen === undefined) continue;
    const harmed = random.chance(variant === TRIED ? control * times : control);
    counts.set(variant, {
      ...seen,
      borrowers: seen.borrowers + 1,
      harmed: [(seen.harmed[0] ?? 0) + Number(harmed)],
    });
    if (!harmed) continue;
    const verdicts = judgeGuardrails(experiment, counts);
    if (verdicts.some(({ breached, variant: judged }) => breached && judged === TRIED)) return n;
  }
  return Number.POSITIVE_INFINITY;
}

describe('over all looks, a variant that does just what is allowed is stopped no oftener than the level', () => {
  test('of harm against the control', () => {
    const wrong = shareOf('harm', 400, (random) => {
      const life = { control: 0.05, times: LIMIT, most: 3000 };
      return Number.isFinite(borrowersUntilStopped(random, guarded(COMPLAINTS), life));
    });
    expect(wrong).toBeLessThanOrEqual(LEVEL);
    expect(wrong).toBeGreaterThan(0);
  });

  test('of a rate', () => {
    const { mostTimesControl: _, ...rest } = COMPLAINTS;
    const experiment = guarded({ ...rest, mostRate: 0.05 });
    const wrong = shareOf('rate', 400, (random) => {
      const life = { control: 0.05, times: 1, most: 3000 };
      return Number.isFinite(borrowersUntilStopped(random, experiment, life));
    });
    expect(wrong).toBeLessThanOrEqual(LEVEL);
    expect(wrong).toBeGreaterThan(0);
  });

  test('of harm in clusters whose members fare alike, which a bound for single borrowers forgets', () => {
    const clusters = guarded(COMPLAINTS, { design: { kind: 'cluster', by: 'branch' } });
    const single = guarded(COMPLAINTS);
    let forgotten = 0;
    const wrong = shareOf('clusters', 200, (random) => {
      const arms = new Arms();
      let [stopped, stoppedSingle] = [false, false];
      for (let cluster = 0; cluster < 80; cluster++) {
        const variant = random.chance(0.5) ? TRIED : CONTROL;
        // One branch in five has all of the harm.
        const rate = (random.chance(0.2) ? 0.25 : 0) * (variant === TRIED ? LIMIT : 1);
        let harmed = 0;
        for (let n = 0; n < 30; n++) if (random.chance(rate)) harmed++;
        arms.add(variant, [30, 30, 0, 0, harmed]);
        stopped ||= arms.isStopped(clusters);
        stoppedSingle ||= arms.isStopped(single);
      }
      if (stoppedSingle) forgotten++;
      return stopped;
    });
    expect(wrong).toBeLessThanOrEqual(LEVEL);
    expect(forgotten / 200).toBeGreaterThan(4 * LEVEL);
  });

  const intensity = guarded({ id: 'contacts', kind: 'intensity', mostTimesControl: LIMIT, level: LEVEL });

  /** Each round every borrower gets a decision; some borrowers are contacted more than others. */
  function contacts(
    random: RandomSource,
    times: number,
    life: { start: number; grow: number; rounds: number },
  ) {
    const arms: Record<string, { propensity: number; contacts: number; decisions: number }[]> = {};
    const join = (): void => {
      const variant = random.chance(0.5) ? TRIED : CONTROL;
      const propensity = Math.min(0.6, -0.1 * Math.log(1 - random.unit())) * (variant === TRIED ? times : 1);
      arms[variant] = [...(arms[variant] ?? []), { propensity, contacts: 0, decisions: 0 }];
    };
    for (let n = 0; n < life.start; n++) join();
    for (let round = 0; round < life.rounds; round++) {
      for (let n = 0; n < life.grow; n++) join();
      const rows = new Arms();
      for (const variant of [CONTROL, TRIED]) {
        for (const borrower of arms[variant] ?? []) {
          borrower.decisions += 1;
          if (random.chance(Math.min(1, borrower.propensity))) borrower.contacts += 1;
          rows.add(variant, [1, borrower.decisions, borrower.contacts, 0, 0]);
        }
      }
      if (rows.isStopped(intensity)) return true;
    }
    return false;
  }

  test('of contacts per borrower, whether borrowers go on coming or the same ones are decided about for long', () => {
    for (const life of [
      { start: 60, grow: 0, rounds: 80 },
      { start: 60, grow: 5, rounds: 40 },
    ]) {
      expect(shareOf('contacts', 150, (random) => contacts(random, LIMIT, life))).toBeLessThanOrEqual(LEVEL);
    }
  });

  test('of contacts, while three times as many are stopped nearly always', () => {
    const life = { start: 60, grow: 5, rounds: 60 };
    expect(shareOf('many contacts', 50, (random) => contacts(random, 3, life))).toBeGreaterThan(0.9);
  });

  test('of slow decisions, also when a few borrowers have all of them', () => {
    const latency = guarded({ id: 'slow', kind: 'latency', slowerThanMs: 300, mostRate: 0.1, level: LEVEL });
    const run = (rate: number) => (random: RandomSource) => {
      const arms = new Arms();
      for (let n = 0; n < 150; n++) {
        const decisions = 10;
        arms.add(TRIED, [1, decisions, 0, random.chance(rate) ? decisions : 0, 0]);
        if (n % 3 === 0 && arms.isStopped(latency)) return true;
      }
      return false;
    };
    expect(shareOf('slow', 200, run(0.1))).toBeLessThanOrEqual(LEVEL);
    expect(shareOf('slower', 50, run(0.4))).toBeGreaterThan(0.9);
  });
});

describe('a variant that triples complaints from 1 %, where half as many again are allowed', () => {
  test('is stopped half of the time by 3,000 borrowers of both variants, and nine times in ten by 7,500', () => {
    const life = { control: 0.01, times: 3, most: 20_000 };
    const needed = Array.from({ length: 400 }, (_, seed) =>
      borrowersUntilStopped(randomSource(seed, 'tripled'), guarded(COMPLAINTS), life),
    ).sort((a, b) => a - b);
    expect(needed[200]).toBeLessThanOrEqual(3000);
    expect(needed[360]).toBeLessThanOrEqual(7500);
    // Less would be too good to be true: some 20 complaints are needed at least.
    expect(needed[0]).toBeGreaterThan(200);
  });
});
