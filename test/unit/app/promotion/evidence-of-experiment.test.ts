import { describe, expect, it } from 'vitest';
import type { ExperimentReport } from '../../../../src/app/experiment-report.ts';
import {
  type ExperimentEvidenceInput,
  evidenceOfExperiment,
} from '../../../../src/app/promotion/evidence-of-experiment.ts';
import { experimentTally } from '../../../../src/core/experiment/analysis/experiment-tally.ts';
import type { BookedExperiment } from '../../../../src/core/experiment/policy-book.ts';
import { judgePromotion } from '../../../../src/core/experiment/promotion/promotion-gate.ts';
import type { VariantId } from '../../../../src/core/identifiers.ts';
import { at } from '../../../support/builders/identifiers.ts';
import { aBookedExperiment, anExperiment, aPolicyBook } from '../../../support/builders/policy-books.ts';
import { TRIAL_PLAN, trialDay, trialRow, trialSettings } from '../../../support/experiments/trial-rows.ts';

const RULES = 'rules' as VariantId;

/** An experiment of `units` in which the rules earn so much more. */
function reportOf(gain: number, units = 2_000, booked: Partial<BookedExperiment> = {}): ExperimentReport {
  const tally = experimentTally(trialSettings());
  const rows = Array.from({ length: units }, (_, index) => {
    const variant = index % 2 === 0 ? 'as-now' : 'rules';
    return trialRow({
      id: `d-${index}`,
      borrower: `b-${index}`,
      variant,
      day: 0,
      reward: (index % 5) / 5 + (variant === 'rules' ? gain : 0),
      contacted: index % 4 < 2,
    });
  });
  tally.look(trialDay(0), rows);
  return {
    booked: aBookedExperiment({ experiment: anExperiment({ analysis: TRIAL_PLAN }), ...booked }),
    share: 1,
    through: trialDay(0),
    findings: tally.findings(),
    guardrails: [
      {
        guardrail: 'complaints',
        variant: RULES,
        measure: 'times-control',
        limit: 1.5,
        bound: 0.6,
        estimate: 1,
        breached: false,
        level: 0.05,
        words: 'Complaints are as often as in the control.',
      },
    ],
  };
}

const input = (report: ExperimentReport): ExperimentEvidenceInput => ({
  report,
  variant: 'rules',
  policy: { kind: 'fixed-rules', epsilon: 0.1 },
  book: undefined,
  waiver: 'no groups are known',
});
const verdictOn = (report: ExperimentReport) => judgePromotion(evidenceOfExperiment(input(report)).facts);

describe('an experiment that is cited', () => {
  it('lets a variant pass that is better at every look and does no more harm', () => {
    const { source, facts } = evidenceOfExperiment(input(reportOf(0.2)));
    expect(source).toEqual({
      kind: 'experiment',
      experiment: 'evening-calls',
      version: 1,
      variant: 'rules',
      control: 'as-now',
      through: trialDay(0),
    });
    expect(facts.value).toMatchObject({ verdict: 'tell', level: 0.95 });
    expect(facts.value).not.toHaveProperty('challengerLower');
    expect(judgePromotion(facts).passed).toBe(true);
  });

  it('keeps back a variant that is no better, breached a guardrail, was stopped or is hardly tried', () => {
    expect(verdictOn(reportOf(0)).findings).toContainEqual(
      expect.objectContaining({ gate: 'value', passed: false }),
    );
    const better = reportOf(0.2);
    const breached = {
      ...better,
      guardrails: better.guardrails.map((each) => ({ ...each, breached: true })),
    };
    expect(verdictOn(breached).findings).toContainEqual(
      expect.objectContaining({ gate: 'harm', passed: false }),
    );
    expect(verdictOn({ ...better, guardrails: [] }).passed).toBe(false);
    const stopped = [{ variant: RULES, at: at('2026-11-25T00:00:00Z'), why: 'complaints rose' }];
    expect(verdictOn(reportOf(0.2, 2_000, { stopped })).findings[0]).toMatchObject({
      gate: 'evidence',
      passed: false,
      words: expect.stringContaining('complaints rose'),
    });
    expect(verdictOn(reportOf(0.2, 20)).findings[0]).toMatchObject({ gate: 'evidence', passed: false });
  });

  it('says nothing of another policy, of the control, or against what is not served', () => {
    const asked = input(reportOf(0.2));
    expect(() => evidenceOfExperiment({ ...asked, policy: { kind: 'uniform' } })).toThrow(/another one/);
    expect(() => evidenceOfExperiment({ ...asked, variant: 'as-now' })).toThrow(/Name one of: rules/);
    const [as, rules] = anExperiment().variants;
    if (as === undefined || rules === undefined) throw new Error('there are two variants');
    const experiment = anExperiment({
      analysis: TRIAL_PLAN,
      variants: [{ ...as, policy: { kind: 'no-contact' } }, rules],
    });
    const report = reportOf(0.2, 2_000, { experiment });
    expect(() => evidenceOfExperiment({ ...asked, report })).toThrow(/control is not what is served/);
    const by = { author: 'Ann', reason: 'silence' };
    const serving = [{ policy: { kind: 'no-contact' } as const, since: at('2026-11-20T00:00:00Z'), by }];
    const book = aPolicyBook(2, { serving });
    expect(evidenceOfExperiment({ ...asked, report, book }).facts.value.verdict).toBe('tell');
  });
});
