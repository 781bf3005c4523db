import { BORROWER_CASES } from './borrower-cases.ts';
import { EARLY_INTERVENTION_CASES } from './early-intervention-cases.ts';
import { REGF_CASES } from './regf-cases.ts';
import type { RuleCase } from './rule-case.ts';
import { TCPA_CASES } from './tcpa-cases.ts';

export const FEDERAL_CASES: readonly RuleCase[] = [
  ...REGF_CASES,
  ...TCPA_CASES,
  ...BORROWER_CASES,
  ...EARLY_INTERVENTION_CASES,
];
