import { counted, plainShare } from '../../explain/plain-number.ts';
import type { VariantId } from '../../identifiers.ts';
import type { Experiment, Variant } from '../experiment.ts';
import type { Guardrail } from '../guardrail.ts';
import type { Check, Finding, Sight } from './check.ts';
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
 * Judges each variant by each guardrail; may be called as often as anybody likes.
 * @param counts By watches that begin with {@link watchesOf}; a variant that nobody met with may be missing.
 * @returns Of what is compared with the control, for the other variants; of rates, for the control too.
 * @remarks Over all looks, variants and checks, a guardrail stops harmless variants with a probability of at most its
 * level: the level is divided by the number of its checks (Bonferroni), and each bound holds at all times at once. A
 * variant that was stopped is judged on, as its numbers stand.
 */
export function judgeGuardrails(
  experiment: Experiment,
  counts: ReadonlyMap<VariantId, VariantCounts>,
): Verdict[] {
  const watches = watchesOf(experiment);
  const control = experiment.variants.find(({ id }) => id === experiment.control);
  if (control === undefined) return [];
  const sightOf = ({ id, share }: Variant): Omit<Sight, 'level'> => ({
    experiment,
    variant: counts.get(id) ?? noCounts(watches.length),
    control: counts.get(control.id) ?? noCounts(watches.length),
    share: share / (share + control.share),
  });

  return experiment.guardrails.flatMap((guardrail) => {
    const tests = checksOf(guardrail, watches).flatMap((check) =>
      experiment.variants
        .filter(({ id }) => check.measure === 'rate' || id !== control.id)
        .map((variant) => ({ check, variant })),
    );
    const level = Math.min(guardrail.level / tests.length, LARGEST_LEVEL);
    return tests.map(({ check, variant }) => {
      const finding = check.judge({ ...sightOf(variant), level });
      const told = `level ${guardrail.level} over ${counted(tests.length, 'check')}`;
      return {
        guardrail: guardrail.id,
        variant: variant.id,
        measure: check.measure,
        limit: check.limit,
        bound: finding.bound,
        estimate: finding.estimate,
        breached: finding.breached,
        level,
        words: `${guardrail.id}: ${wordsOf(check, finding)}; ${told}`,
      };
    });
  });
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

function wordsOf({ measure, limit }: Check, { counted: seen, bound }: Finding): string {
  return measure === 'rate'
    ? `${seen}, surely at least ${plainShare(bound)} where ${plainShare(limit)} is allowed`
    : `${seen}, surely at least ${timesOf(bound)} times its rate where ${timesOf(limit)} is allowed`;
}

function timesOf(ratio: number): string {
  return String(Number(ratio.toPrecision(3)));
}
