import { describe, expect, test } from 'vitest';
import { createMemoryExposureBook } from '../../../src/adapters/memory/memory-exposure-book.ts';
import { createMemoryMaturedLog } from '../../../src/adapters/memory/memory-matured-log.ts';
import { createMemoryPolicyBookStore } from '../../../src/adapters/memory/memory-policy-book-store.ts';
import { makeReportExperiment } from '../../../src/app/experiment-report.ts';
import type { ExperimentRow } from '../../../src/core/experiment/analysis/experiment-row.ts';
import type { BookedExperiment } from '../../../src/core/experiment/policy-book.ts';
import type { ExperimentId, VariantId } from '../../../src/core/identifiers.ts';
import type { Instant } from '../../../src/core/time/instant.ts';
import { at, model } from '../../support/builders/identifiers.ts';
import { aBookedExperiment, anExperiment, aPolicyBook } from '../../support/builders/policy-books.ts';
import { writeTrialLog } from '../../support/experiments/trial-log.ts';
import { TRIAL, TRIAL_PLAN, trialDay, trialRow } from '../../support/experiments/trial-rows.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const ID = TRIAL as ExperimentId;
const STARTED = at('2026-11-02T00:00:00Z');
const LONG_AFTER = at('2026-12-31T00:00:00Z');
const EXPERIMENT = anExperiment({ id: ID, analysis: TRIAL_PLAN, guardrails: [] });

async function reportOn(
  rows: readonly ExperimentRow[],
  {
    booked = {},
    now = LONG_AFTER,
  }: { readonly booked?: Partial<BookedExperiment>; readonly now?: Instant } = {},
) {
  const [maturedLog, policyBooks] = [createMemoryMaturedLog(), createMemoryPolicyBookStore()];
  await writeTrialLog(maturedLog, rows);
  const experiments = [aBookedExperiment({ experiment: EXPERIMENT, startedAt: STARTED, ...booked })];
  await policyBooks.put(aPolicyBook(1, { model: SMALL_CONFIGURATION.model, experiments }));
  const exposures = createMemoryExposureBook();
  const deps = { configuration: SMALL_CONFIGURATION, maturedLog, policyBooks, exposures };
  return await makeReportExperiment(deps)(ID, now);
}

/** Sixty borrowers of each variant a day, of whom every third is contacted; `rules` earns a tenth more. */
function rowsOf(days: number): ExperimentRow[] {
  return Array.from({ length: days * 120 }, (_, index) => {
    const day = Math.floor(index / 120);
    const variant = index % 2 === 0 ? 'as-now' : 'rules';
    const reward = (index % 5) / 5 + (variant === 'rules' ? 0.1 : 0);
    const contacted = index % 3 === 0;
    return trialRow({
      id: `d_${index}`,
      borrower: `b-${index}`,
      variant,
      day,
      reward,
      sms: 1 / 3,
      contacted,
    });
  });
}

describe('an experiment reported from the matured log', () => {
  test('has a look for each day, however its rows are spread over parts', async () => {
    const { findings, through } = await reportOn(rowsOf(6));
    expect(findings.looks).toBe(6);
    expect(through).toBe(trialDay(5));
    expect(findings.groups.map(({ group, units, decisions }) => [group, units, decisions])).toEqual([
      ['as-now', 360, 360],
      ['rules', 360, 360],
    ]);
    const [difference] = findings.reading?.metrics[0]?.differences ?? [];
    expect(difference?.plain.estimate).toBeCloseTo(0.1, 2);
  });

  test('leaves out days of which some decision may not be mature', async () => {
    // Two days until a window starts, one that it lasts, three of reward and six hours for the rest.
    const evening = at('2026-11-11T05:59:00Z');
    const { through } = await reportOn(rowsOf(6), { now: evening });
    expect(through).toBe(trialDay(1));
    const later = await reportOn(rowsOf(6), { now: at('2026-11-11T06:00:00Z') });
    expect(later.through).toBe(trialDay(2));
  });

  test('passes over rows of other experiments, of days before the start, and after the end', async () => {
    const others = rowsOf(2).map((row) => ({ ...row, assignments: [] }));
    expect((await reportOn(others)).findings.groups.map(({ units }) => units)).toEqual([0, 0]);
    const startedAt = at('2026-11-03T00:00:00Z');
    const stoppedAt = at('2026-11-05T12:00:00Z');
    const { findings } = await reportOn(rowsOf(6), { booked: { startedAt, stoppedAt, status: 'stopped' } });
    expect([findings.firstDay, findings.lastDay]).toEqual([trialDay(1), trialDay(3)]);
  });

  test('compares a variant for as long as it had traffic', async () => {
    const stop = { variant: 'rules' as VariantId, at: at('2026-11-04T10:00:00Z'), why: 'complaints' };
    const { findings } = await reportOn(rowsOf(6), { booked: { stopped: [stop] } });
    expect(findings.looks).toBe(6);
    expect(findings.reading?.overTime[0]?.looks.at(-1)?.day).toBe(trialDay(2));
  });

  test('compares a lone holdout with everybody else of its population', async () => {
    const [control] = EXPERIMENT.variants;
    if (control === undefined) throw new Error('There is a control.');
    const population = { purposes: ['servicing'], where: [{ feature: 'daysPastDue', atLeast: 10 }] };
    const experiment = { ...EXPERIMENT, role: 'holdout' as const, variants: [control], population };
    const rows = rowsOf(3).map((row) =>
      row.assignments[0]?.variant === 'rules'
        ? { ...row, assignments: [], context: { daysPastDue: Number(row.decisionId.slice(2)) % 20 } }
        : row,
    );
    const { findings } = await reportOn(rows, { booked: { experiment } });
    const [heldOut, others] = findings.groups;
    expect([heldOut?.group, heldOut?.units]).toEqual(['as-now', 180]);
    expect([others?.group, others?.units]).toEqual(['everybody-else', 90]);
    expect(findings.checks.sampleRatio).toBeUndefined();
    expect(findings.reading?.verdicts[0]?.group).toBe('everybody-else');
  });

  test('is refused for an experiment that nobody proposed', async () => {
    const policyBooks = createMemoryPolicyBookStore();
    const deps = {
      configuration: { ...SMALL_CONFIGURATION, model: model('other') },
      maturedLog: createMemoryMaturedLog(),
      policyBooks,
      exposures: createMemoryExposureBook(),
    };
    await expect(makeReportExperiment(deps)(ID, LONG_AFTER)).rejects.toMatchObject({
      code: 'experiment-unknown',
    });
  });

  test('says that the log is corrupt where a line is not JSON', async () => {
    const maturedLog = createMemoryMaturedLog();
    const policyBooks = createMemoryPolicyBookStore();
    const experiments = [aBookedExperiment({ experiment: EXPERIMENT, startedAt: STARTED })];
    await policyBooks.put(aPolicyBook(1, { model: SMALL_CONFIGURATION.model, experiments }));
    const line = `{"schema":1,"decisionId":"d_1","experiment":"${TRIAL}"\n`;
    await maturedLog.write({ day: trialDay(0), shard: 0 }, line, undefined);
    const exposures = createMemoryExposureBook();
    const report = makeReportExperiment({
      configuration: SMALL_CONFIGURATION,
      maturedLog,
      policyBooks,
      exposures,
    });
    await expect(report(ID, LONG_AFTER)).rejects.toMatchObject({ code: 'log-corrupt' });
  });
});
