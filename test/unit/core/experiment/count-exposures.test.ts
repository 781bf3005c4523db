import { describe, expect, it } from 'vitest';
import type { Exposure } from '../../../../src/core/experiment/exposure.ts';
import { countExposures } from '../../../../src/core/experiment/guardrails/count-exposures.ts';
import type { ExperimentId } from '../../../../src/core/identifiers.ts';
import { anExposedDecision, anExposure, CONTROL, TRIED } from '../../../support/builders/exposures.ts';
import { borrowerId, decisionId, eventId } from '../../../support/builders/identifiers.ts';

const COMPLAINT = ['complaint', 'grievance'];

function counted(exposures: readonly Exposure[]) {
  const counter = countExposures([COMPLAINT, ['stop']]);
  for (const exposure of exposures) counter.add(exposure);
  return counter.counts();
}

/** A borrower who met with the control in one period and with the other variant in two. */
const SWITCHED: Exposure = {
  experiment: 'evening-calls' as ExperimentId,
  borrowerId: borrowerId('b-1'),
  decisions: [
    anExposedDecision('a', { variant: CONTROL, unit: 'p-1', contact: true }),
    anExposedDecision('b', { unit: 'p-2', contact: true, slow: true }),
    anExposedDecision('c', { unit: 'p-2' }),
    anExposedDecision('d', { unit: 'p-3' }),
  ],
  harms: [],
};

describe('count exposures', () => {
  it('counts borrowers, decisions, contacts, slow decisions and the harmed of each watch', () => {
    const counts = counted([
      anExposure('b-1', { contact: true }, ['complaint', 'grievance']),
      anExposure('b-2', { slow: true }, ['stop', 'opened']),
      anExposure('b-3', { variant: CONTROL }),
    ]);
    const tried = { borrowers: 2, decisions: 2, contacts: 1, slow: 1, harmed: [1, 1] };
    expect(counts.get(TRIED)).toMatchObject({ ...tried, perUnit: { count: 2 } });
    expect(counts.get(TRIED)?.perUnit.mean).toEqual(Float64Array.of(1, 1, 0.5, 0.5, 0.5, 0.5));
    expect(counts.get(CONTROL)).toMatchObject({ borrowers: 1, harmed: [0, 0], perUnit: { count: 1 } });
  });

  it('counts a borrower in every period that he met with, and each period as one unit', () => {
    const other = { ...SWITCHED, borrowerId: borrowerId('b-2') };
    const counts = counted([SWITCHED, other]);
    expect(counts.get(CONTROL)).toMatchObject({ borrowers: 2, decisions: 2, perUnit: { count: 1 } });
    expect(counts.get(TRIED)).toMatchObject({ borrowers: 4, decisions: 6, contacts: 2, slow: 2 });
    expect(counts.get(TRIED)?.perUnit.count).toBe(2);
    expect(counts.get(TRIED)?.perUnit.mean).toEqual(Float64Array.of(2, 3, 1, 1, 0, 0));
  });

  it('counts a harm where its decision was made, and one without such a decision wherever its borrower was', () => {
    const harmedBy = (decision?: string) => {
      const named = decision === undefined ? {} : { decisionId: decisionId(decision) };
      const counts = counted([{ ...SWITCHED, harms: [{ id: eventId('e'), type: 'complaint', ...named }] }]);
      return [CONTROL, TRIED].map((variant) => counts.get(variant)?.harmed[0]);
    };
    expect(harmedBy('a')).toEqual([1, 0]);
    expect(harmedBy('c')).toEqual([0, 1]);
    expect(harmedBy()).toEqual([1, 2]);
    expect(harmedBy('of another experiment')).toEqual([1, 2]);
  });
});
