import { plainShare } from '../../explain/plain-number.ts';
import type { VariantId } from '../../identifiers.ts';
import type { Experiment } from '../experiment.ts';
import type { Guardrail } from '../guardrail.ts';
import type { Check, Finding } from './check.ts';
import { intensityCheck, latencyCheck } from './contact-checks.ts';
import type { Watch } from './count-exposures.ts';
import { harmChecks } from './harm-checks.ts';
import { noCounts, type VariantCounts } from './unit-counts.ts';
import type { Verdict } from './verdict.ts';

/** The one-sided bounds know no larger level; a stricter one than declared keeps every promise. */
const LARGEST_LEVEL = 0.49;

/** The event types of the experiment's guardrails on harm, in their order: what has to be counted to judge them. */
export function watchesOf({ guardrails }: Pick<Experiment, 'guardrails'>): Watch[] {
  return guardrails.flatMap((guardrail) => (guardrail.kind === 'harm' ? [guardrail.events] : []));
}

/**
 * Judges each variant but the control by each guardrail; may be called as often as anybody likes.
 * @param counts By watches that begin with {@link watchesOf}; a variant that nobody met with may be missing.
 * @remarks Over all looks, variants and checks, a guardrail stops harmless variants with a probability of at most its
 * level: the level is divided by the number of its checks (Bonferroni), and each bound holds at all times at once. A
 * variant that was stopped is judged on, as its numbers stand.
 */
export function judgeGuardrails(
  experiment: Experiment,
  counts: ReadonlyMap<VariantId, VariantCounts>,
): Verdict[] {
  const compared = experiment.variants.filter(({ id }) => id !== experiment.control);
  const controlShare = experiment.variants.find(({ id }) => id === experiment.control)?.share;
  if (controlShare === undefined) return [];
  const watches = watchesOf(experiment);
  const countsOf = (id: VariantId): VariantCounts => counts.get(id) ?? noCounts(watches.length);

  const judged = (guardrail: Guardrail, checks: readonly Check[]): Verdict[] => {
    const tests = checks.length * compared.length;
    const level = Math.min(guardrail.level / tests, LARGEST_LEVEL);
    return checks.flatMap((check) =>
      compared.map(({ id, share }) => {
        const finding = check.judge({
          experiment,
          variant: countsOf(id),
          control: countsOf(experiment.control),
          share: share / (share + controlShare),
          level,
        });
        const words = `${guardrail.id}: ${wordsOf(check, finding)}; level ${guardrail.level} over ${tests} ${tests === 1 ? 'check' : 'checks'}`;
        const { bound, estimate, breached } = finding;
        const { measure, limit } = check;
        return {
          guardrail: guardrail.id,
          variant: id,
          measure,
          limit,
          bound,
          estimate,
          breached,
          level,
          words,
        };
      }),
    );
  };

  return experiment.guardrails.flatMap((guardrail) => judged(guardrail, checksOf(guardrail, watches)));
}

function checksOf(guardrail: Guardrail, watches: readonly Watch[]): Check[] {
  switch (guardrail.kind) {
    case 'harm':
      return harmChecks(guardrail, watches.indexOf(guardrail.events));
    case 'intensity':
      return [intensityCheck(guardrail)];
    case 'latency':
      return [latencyCheck(guardrail)];
  }
}

function wordsOf({ measure, limit }: Check, { counted, bound }: Finding): string {
  return measure === 'rate'
    ? `${counted}, surely at least ${plainShare(bound)} where ${plainShare(limit)} is allowed`
    : `${counted}, surely at least ${timesOf(bound)} times its rate where ${timesOf(limit)} is allowed`;
}

function timesOf(ratio: number): string {
  return String(Number(ratio.toPrecision(3)));
}
