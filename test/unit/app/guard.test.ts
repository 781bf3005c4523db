import { describe, expect, it } from 'vitest';
import { createMemoryPorts } from '../../../src/adapters/memory/memory-ports.ts';
import { makeGuard } from '../../../src/app/guard.ts';
import type { Ports } from '../../../src/app/ports/ports.ts';
import type { Configuration } from '../../../src/core/configuration.ts';
import { UnavailableError } from '../../../src/core/errors.ts';
import type { BookedExperiment, PolicyBook } from '../../../src/core/experiment/policy-book.ts';
import type { ExperimentId, ModelId, VariantId } from '../../../src/core/identifiers.ts';
import { DAY_MS, plusMs } from '../../../src/core/time/instant.ts';
import { anExposedDecision, CONTROL, TRIED } from '../../support/builders/exposures.ts';
import { at, borrowerId, eventId } from '../../support/builders/identifiers.ts';
import { aBookedExperiment, anExperiment, aPolicyBook } from '../../support/builders/policy-books.ts';
import { SMALL_CONFIGURATION } from '../../support/small-configuration.ts';

const NOW = at('2026-11-27T06:00:00Z');
const SMALL = 'small' as ModelId;

function booked(id: string, overrides: Partial<BookedExperiment> = {}): BookedExperiment {
  return aBookedExperiment({ experiment: anExperiment({ id: id as ExperimentId }), ...overrides });
}

/** A guard whose book has these experiments. */
async function guarded(
  experiments: readonly BookedExperiment[],
  { harmBudget, replace }: { harmBudget?: Budgets; replace?: (ports: Ports) => Partial<Ports> } = {},
) {
  const counted: string[] = [];
  const warned: object[] = [];
  const telemetry = {
    count: (metric: string) => void counted.push(metric),
    warn: (message: string, details: object) => void warned.push({ message, ...details }),
  };
  const ports = createMemoryPorts({ telemetry });
  await ports.policyBooks.put(aPolicyBook(1, { model: SMALL, experiments }));
  const configuration: Configuration = {
    ...SMALL_CONFIGURATION,
    experiments: { fourEyesAbove: 1, ...(harmBudget === undefined ? {} : { harmBudget }) },
  };
  return {
    ports,
    counted,
    warned,
    guard: makeGuard({ ...ports, ...replace?.(ports), configuration }),
    book: async (): Promise<PolicyBook | undefined> => await ports.policyBooks.get(SMALL),
    /** So many borrowers met with the variant, and of them so many complained. */
    met: async (experiment: string, variant: VariantId, borrowers: number, harmed: number): Promise<void> => {
      const id = experiment as ExperimentId;
      for (let n = 0; n < borrowers; n += 1) {
        const name = `${experiment} ${variant} ${n}`;
        const borrower = borrowerId(name);
        const decision = { ...anExposedDecision(name), variant };
        await ports.exposures.expose({ experiment: id, borrowerId: borrower, ...decision });
        if (n < harmed) await ports.exposures.note(id, borrower, { id: eventId(name), type: 'complaint' });
      }
    },
  };
}

type Budgets = NonNullable<Configuration['experiments']['harmBudget']>;

describe('guard', () => {
  it('does nothing without a book, without experiments and without harm', async () => {
    const none = await guarded([]);
    expect(await none.guard(NOW)).toEqual({ judged: [], stopped: [], budgets: [], paused: false });
    const memory = createMemoryPorts();
    const empty = makeGuard({ ...memory, configuration: SMALL_CONFIGURATION });
    expect(await empty(NOW)).toMatchObject({ judged: [], stopped: [] });
    const harmless = await guarded([booked('calm')]);
    await harmless.met('calm', TRIED, 100, 10);
    await harmless.met('calm', CONTROL, 100, 10);
    expect(await harmless.guard(NOW)).toMatchObject({ stopped: [], paused: false });
    expect((await harmless.book())?.version).toBe(1);
    expect(harmless.counted).toEqual([]);
  });

  it('stops a variant that breaches, tells who, what, when and why, and leaves it at that', async () => {
    const { guard, met, book, counted, warned } = await guarded([booked('calm'), booked('wild')]);
    await met('wild', TRIED, 60, 40);
    await met('wild', CONTROL, 60, 2);
    const report = await guard(NOW);
    expect(report.stopped).toEqual([{ experiment: 'wild', variant: 'rules' }]);
    const why =
      'complaints: 40 of 60 borrowers against 2 of 60 of the control, surely at least 4.23 times its rate where 1.5 is allowed; level 0.05 over 1 check';
    const after = await book();
    expect(after?.experiments.map(({ stopped }) => stopped)).toEqual([
      [],
      [{ variant: 'rules', at: NOW, why }],
    ]);
    expect(after?.change).toMatchObject({
      version: 2,
      at: NOW,
      kind: 'stop-variant',
      experiment: 'wild',
      what: `Stopped variant "rules" of "wild": ${why}`,
      by: { author: 'guardrail', reason: why },
      evidence: { verdicts: [{ guardrail: 'complaints', limit: 1.5, estimate: 20, breached: true }] },
    });
    expect(counted).toEqual(['GuardrailBreaches']);
    expect(warned).toMatchObject([
      {
        message: 'A guardrail stopped a variant',
        experiment: 'wild',
        variant: 'rules',
        guardrail: 'complaints',
      },
    ]);
    expect(JSON.stringify(warned)).not.toContain('wild rules 0');

    expect(await guard(NOW)).toMatchObject({ stopped: [] });
    expect((await book())?.version).toBe(2);
    expect(counted).toHaveLength(1);
  });

  it('stops several variants and experiments in one run, each once by all that it breaches', async () => {
    const experiment = anExperiment({
      id: 'wild' as ExperimentId,
      guardrails: [
        {
          id: 'complaints',
          kind: 'harm',
          events: ['complaint'],
          mostTimesControl: 1.5,
          mostRate: 0.1,
          level: 0.05,
        },
      ],
    });
    const { guard, met, book } = await guarded([aBookedExperiment({ experiment }), booked('wilder')]);
    for (const id of ['wild', 'wilder']) {
      await met(id, TRIED, 60, 50);
      await met(id, CONTROL, 60, 1);
    }
    expect((await guard(NOW)).stopped).toHaveLength(2);
    const after = await book();
    expect(after?.version).toBe(3);
    const whys = after?.experiments[0]?.stopped.map(({ why }) => why.split('; ').length);
    // Two breaches, each with its level.
    expect(whys).toEqual([4]);
  });

  it('goes on after an experiment that cannot be counted, and fails at the end', async () => {
    const { guard, met, book, warned } = await guarded([booked('broken'), booked('wild')], {
      replace: ({ exposures }) => ({
        exposures: {
          ...exposures,
          list: (experiment) => {
            if (experiment === 'broken') throw new UnavailableError('storage-unavailable', 'down');
            return exposures.list(experiment);
          },
        },
      }),
    });
    await met('wild', TRIED, 60, 40);
    await met('wild', CONTROL, 60, 2);
    await expect(guard(NOW)).rejects.toThrow('down');
    expect((await book())?.experiments[1]?.stopped).toHaveLength(1);
    expect(warned).toContainEqual(
      expect.objectContaining({ experiment: 'broken', code: 'storage-unavailable' }),
    );
  });

  it('loses no race: a change in between is kept, and one of two guards stops the variant', async () => {
    const { guard, met, book, counted } = await guarded([booked('wild')]);
    await met('wild', TRIED, 60, 40);
    await met('wild', CONTROL, 60, 2);
    const reports = await Promise.all([0, 1, 2].map((ms) => guard(plusMs(NOW, ms))));
    expect(reports.flatMap(({ stopped }) => stopped)).toHaveLength(1);
    expect((await book())?.experiments[0]?.stopped).toHaveLength(1);
    expect(counted).toEqual(['GuardrailBreaches']);
  });

  it('judges no experiment that is not running', async () => {
    const { guard, met } = await guarded([
      booked('later', { status: 'approved' }),
      booked('over', { status: 'stopped', stoppedAt: NOW }),
    ]);
    for (const id of ['later', 'over']) {
      await met(id, TRIED, 60, 40);
      await met(id, CONTROL, 60, 2);
    }
    expect(await guard(NOW)).toMatchObject({ judged: [], stopped: [] });
  });
});

describe('the harm budget', () => {
  const harmBudget = [{ events: ['complaint'], excess: 10, days: 30 }];
  /** Without guardrails of their own. */
  const free = (id: string, overrides: Partial<BookedExperiment> = {}) =>
    aBookedExperiment({ experiment: anExperiment({ id: id as ExperimentId, guardrails: [] }), ...overrides });

  it('is spent by what all experiments do together, those that stopped lately among them', async () => {
    const { guard, met, book, counted, warned } = await guarded(
      [
        free('one'),
        free('two', { status: 'stopped', stoppedAt: plusMs(NOW, -30 * DAY_MS) }),
        free('old', { status: 'stopped', stoppedAt: plusMs(NOW, -31 * DAY_MS) }),
      ],
      { harmBudget },
    );
    await met('one', TRIED, 100, 9);
    await met('one', CONTROL, 100, 2);
    await met('old', TRIED, 100, 90);
    await met('old', CONTROL, 100, 2);
    expect(await guard(NOW)).toMatchObject({ paused: false, budgets: [{ found: 7 }] });
    await met('two', TRIED, 50, 5);
    await met('two', CONTROL, 100, 2);
    const report = await guard(NOW);
    expect(report).toMatchObject({ paused: true, stopped: [] });
    expect(report.budgets[0]?.found).toBeCloseTo(11, 9);
    const why = "complaint: 11 borrowers more than the controls' rates explain in 30 days, 10 allowed";
    const after = await book();
    expect(after?.paused).toEqual({ at: NOW, why });
    expect(after?.change).toMatchObject({ kind: 'pause', by: { author: 'harm budget', reason: why } });
    expect(counted).toEqual(['HarmBudgetBreaches']);
    expect(warned).toMatchObject([{ events: 'complaint', excess: 10 }]);

    expect(await guard(NOW)).toMatchObject({ paused: false });
    expect((await book())?.version).toBe(2);
  });

  it('counts nothing where nobody met with the control', async () => {
    const { guard, met } = await guarded([free('holdout')], { harmBudget });
    await met('holdout', TRIED, 100, 50);
    expect(await guard(NOW)).toMatchObject({ paused: false, budgets: [{ found: 0 }] });
  });
});
