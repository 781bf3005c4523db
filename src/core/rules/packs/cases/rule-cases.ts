import { FEDERAL_CASES } from './federal-cases.ts';
import { HOUSE_CASES } from './house-cases.ts';
import type { RuleCase } from './rule-case.ts';
import { SOLICITATION_CASES } from './solicitation-cases.ts';
import { STATE_CASES } from './state-cases.ts';

/** The examples of every rule of the packs; kept apart from the rules so that what only decides doesn't carry them. */
export const RULE_CASES: readonly RuleCase[] = [
  ...FEDERAL_CASES,
  ...STATE_CASES,
  ...SOLICITATION_CASES,
  ...HOUSE_CASES,
];
