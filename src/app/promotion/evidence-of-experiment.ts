import { canonicalJson } from '../../core/canonical-json.ts';
import { InvalidInputError } from '../../core/errors.ts';
import type { Verdict } from '../../core/experiment/guardrails/verdict.ts';
import type { PolicyBook } from '../../core/experiment/policy-book.ts';
import type { HarmFacts } from '../../core/experiment/promotion/harm-gate.ts';
import type { ValueFacts } from '../../core/experiment/promotion/value-gate.ts';
import type { ServedPolicy } from '../../core/policy/served-policy.ts';
import type { ExperimentReport } from '../experiment-report.ts';
import type { PromotionEvidence } from './promotion-evidence.ts';
import { servedToAll } from './served-strategy.ts';

export interface ExperimentEvidenceInput {
  readonly report: ExperimentReport;
  readonly variant: string;
  readonly policy: ServedPolicy;
  /** What is served now. */
  readonly book: PolicyBook | undefined;
  /** Why fairness need not be judged: an experiment's report doesn't. */
  readonly waiver?: string;
}

/**
 * What an experiment says of one of its variants beside its control: the difference with its bound that holds at every
 * look, and the guardrails.
 * @throws {InvalidInputError} `config-invalid` when the variant isn't the policy, or its control isn't what is served.
 */
export function evidenceOfExperiment(input: ExperimentEvidenceInput): PromotionEvidence {
  const { report, variant, waiver } = input;
  requireComparable(input);
  const { experiment, version } = report.booked;
  return {
    source: {
      kind: 'experiment',
      experiment: experiment.id,
      version,
      variant,
      control: experiment.control,
      ...(report.through === undefined ? {} : { through: report.through }),
    },
    facts: {
      value: worthOf(input),
      harms: harmsOf(report.guardrails.filter((each) => each.variant === variant)),
      fairness: { kind: 'not-judged', ...(waiver === undefined ? {} : { waiver }) },
    },
  };
}

function worthOf({ report, variant }: ExperimentEvidenceInput): ValueFacts {
  const { findings, booked } = report;
  const { experiment, stopped } = booked;
  const stop = stopped.find((each) => each.variant === variant);
  const reasons = [
    ...findings.obstacles,
    ...(stop === undefined ? [] : [`The variant was stopped: ${stop.why}`]),
  ];
  // The first metric is the one that verdicts rest on: reward after cost per decision.
  const reading = findings.reading?.metrics[0];
  const own = reading?.groups.find(({ group }) => group === variant);
  const control = reading?.groups.find(({ group }) => group === experiment.control);
  const difference = reading?.differences.find(({ group }) => group === variant)?.adjusted;
  if (reasons.length > 0 || own === undefined || control === undefined || difference === undefined) {
    const few = 'Too few units are in the experiment to compare the two.';
    return { verdict: 'cannot-tell', reasons: reasons.length > 0 ? reasons : [few], needs: MORE };
  }
  return {
    verdict: 'tell',
    challenger: own.estimate,
    champion: control.estimate,
    difference: { value: difference.estimate, lower: difference.lower },
    level: 1 - experiment.analysis.level,
  };
}

const MORE = ['Let it run on, or mend what is wrong with it: npx rapport experiment status.'];

function harmsOf(verdicts: readonly Verdict[]): readonly HarmFacts[] {
  return verdicts.map(({ guardrail, measure, breached, words }) => ({
    harm: `${guardrail} (${measure})`,
    verdict: 'guardrail',
    breached,
    words,
  }));
}

function requireComparable({ report, variant, policy, book }: ExperimentEvidenceInput): void {
  const { experiment } = report.booked;
  const own = experiment.variants.find(({ id }) => id === variant);
  if (own === undefined || variant === experiment.control) {
    const known = experiment.variants.map(({ id }) => id).filter((id) => id !== experiment.control);
    throw misfit(`${variant} is no variant that is compared`, `Name one of: ${known.join(', ')}.`);
  }
  if (canonicalJson(own.policy) !== canonicalJson(policy)) {
    throw misfit(`the policy of ${variant} is another one`, 'Promote the policy that was tried.');
  }
  const control = experiment.variants.find(({ id }) => id === experiment.control)?.policy;
  const served = servedToAll(book);
  const isServed = control?.kind === 'configured' || canonicalJson(control) === canonicalJson(served);
  if (!isServed) {
    throw misfit(
      'its control is not what is served',
      'Cite an experiment whose control is the configured policy or the one promoted last.',
    );
  }
}

function misfit(problem: string, fix: string): InvalidInputError {
  return new InvalidInputError('config-invalid', `The experiment can't be cited: ${problem}. ${fix}`, {
    fields: [{ pointer: '/experiment', problem, fix }],
  });
}
