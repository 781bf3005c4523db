import { AppError, ConflictError } from '../core/errors.ts';
import type { HarmBudget } from '../core/experiment/experiment-settings.ts';
import { countExposures } from '../core/experiment/guardrails/count-exposures.ts';
import { excessHarm } from '../core/experiment/guardrails/excess-harm.ts';
import { judgeGuardrails, watchesOf } from '../core/experiment/guardrails/judge-guardrails.ts';
import type { VariantCounts } from '../core/experiment/guardrails/unit-counts.ts';
import type { Verdict } from '../core/experiment/guardrails/verdict.ts';
import type { BookedExperiment, PolicyBook } from '../core/experiment/policy-book.ts';
import { pause } from '../core/experiment/transitions/pause.ts';
import { stopVariant } from '../core/experiment/transitions/stop-variant.ts';
import type { ExperimentId, VariantId } from '../core/identifiers.ts';
import type { Instant } from '../core/time/instant.ts';
import { makeChangeBook, type Transition } from './change-book.ts';
import { countsForBudget } from './counts-for-budget.ts';
import type { Dependencies } from './dependencies.ts';

export interface GuardReport {
  /** Of every running experiment that could be counted; of variants that were stopped before, too. */
  readonly judged: readonly { readonly experiment: ExperimentId; readonly verdicts: readonly Verdict[] }[];
  /** What this run stopped. */
  readonly stopped: readonly { readonly experiment: ExperimentId; readonly variant: VariantId }[];
  /** Of every harm budget. */
  readonly budgets: readonly BudgetUse[];
  /** Whether this run made all experiments stand still. */
  readonly paused: boolean;
}

export interface BudgetUse extends HarmBudget {
  /** Harmed borrowers beyond what the controls' rates explain, ≥ 0. */
  readonly found: number;
}

export type Guard = (now: Instant) => Promise<GuardReport>;

interface Counted {
  readonly booked: BookedExperiment;
  readonly counts: ReadonlyMap<VariantId, VariantCounts>;
}

/**
 * Judges every running experiment by its guardrails, stops the variants that breach one, and makes all experiments stand
 * still when together they did more harm than the budget allows. Safe to repeat: what is stopped is left as it is.
 * @remarks An experiment that can't be judged keeps no other from being judged; its error is thrown at the end.
 * @throws {AppError} of the first experiment that failed.
 */
export function makeGuard(
  deps: Pick<Dependencies, 'configuration' | 'policyBooks' | 'exposures' | 'telemetry'>,
): Guard {
  const { configuration, policyBooks, exposures, telemetry } = deps;
  const { model } = configuration;
  const budgets = configuration.experiments.harmBudget ?? [];
  const changeBook = makeChangeBook(deps);

  return async function guard(now) {
    const book = await policyBooks.get(model);
    const faults: AppError[] = [];
    const counted: Counted[] = [];
    const judged: { experiment: ExperimentId; verdicts: Verdict[] }[] = [];
    const stopped: { experiment: ExperimentId; variant: VariantId }[] = [];
    for (const booked of book?.experiments ?? []) {
      if (booked.status !== 'running' && !budgets.some((each) => countsForBudget(booked, each, now)))
        continue;
      try {
        const each = { booked, counts: await countsOf(booked) };
        counted.push(each);
        if (booked.status !== 'running') continue;
        const verdicts = judgeGuardrails(booked.experiment, each.counts);
        const experiment = booked.experiment.id;
        judged.push({ experiment, verdicts });
        for (const variant of await stopBreached(booked, verdicts, now))
          stopped.push({ experiment, variant });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        faults.push(error);
        telemetry.warn('An experiment could not be judged by its guardrails', {
          experiment: booked.experiment.id,
          code: error.code,
        });
      }
    }
    const uses = budgets.map((budget, place) => ({
      ...budget,
      found: excessOf(counted, budget, place, now),
    }));
    const paused = await pauseWhenSpent(book, uses, now);
    const [fault] = faults;
    if (fault !== undefined) throw fault;
    return { judged, stopped, budgets: uses, paused };
  };

  /** The watches of the guardrails come first, then those of the budgets. */
  async function countsOf({ experiment }: BookedExperiment): Promise<Counted['counts']> {
    const counter = countExposures([...watchesOf(experiment), ...budgets.map(({ events }) => events)]);
    for await (const exposure of exposures.list(experiment.id)) counter.add(exposure);
    return counter.counts();
  }

  function excessOf(counted: readonly Counted[], budget: HarmBudget, place: number, now: Instant): number {
    return counted
      .filter(({ booked }) => countsForBudget(booked, budget, now))
      .reduce(
        (sum, { booked: { experiment }, counts }) =>
          sum + excessHarm(experiment, counts, watchesOf(experiment).length + place),
        0,
      );
  }

  async function stopBreached(
    { experiment, stopped }: BookedExperiment,
    verdicts: readonly Verdict[],
    now: Instant,
  ): Promise<VariantId[]> {
    const done: VariantId[] = [];
    for (const { id: variant } of experiment.variants) {
      const breaches = verdicts.filter((each) => each.variant === variant && each.breached);
      if (breaches.length === 0 || stopped.some((each) => each.variant === variant)) continue;
      const why = breaches.map(({ words }) => words).join('; ');
      const evidence = { verdicts: breaches };
      const stamp = { model, at: now, by: { author: 'guardrail', reason: why } };
      const change = { experiment: experiment.id, variant, why, evidence };
      if (!(await unlessMeanwhile((current) => stopVariant(current, change, stamp)))) continue;
      done.push(variant);
      telemetry.count('GuardrailBreaches');
      for (const { guardrail, measure, bound, limit } of breaches) {
        const figures = { guardrail, measure, bound, limit };
        telemetry.warn('A guardrail stopped a variant', { experiment: experiment.id, variant, ...figures });
      }
    }
    return done;
  }

  async function pauseWhenSpent(
    book: PolicyBook | undefined,
    uses: readonly BudgetUse[],
    now: Instant,
  ): Promise<boolean> {
    const spent = uses.filter(({ found, excess }) => found > excess);
    if (book === undefined || book.paused !== undefined || spent.length === 0) return false;
    const why = spent.map(budgetWords).join('; ');
    const stamp = { model, at: now, by: { author: 'harm budget', reason: why } };
    if (!(await unlessMeanwhile((current) => pause(current, why, stamp, { budgets: spent })))) return false;
    telemetry.count('HarmBudgetBreaches');
    for (const { events, found, excess } of spent) {
      telemetry.warn('The harm budget paused all experiments', { events: events.join(' '), found, excess });
    }
    return true;
  }

  /** False when somebody else stopped or paused it meanwhile. */
  async function unlessMeanwhile(transition: Transition): Promise<boolean> {
    try {
      await changeBook(transition);
      return true;
    } catch (error) {
      if (error instanceof ConflictError) return false;
      throw error;
    }
  }
}

function budgetWords({ events, found, excess, days }: BudgetUse): string {
  const more = `${Number(found.toFixed(1))} borrowers more than the controls' rates explain`;
  return `${events.join(' or ')}: ${more} in ${days} days, ${excess} allowed`;
}
