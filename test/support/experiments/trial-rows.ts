import type { ExperimentRow } from '../../../src/core/experiment/analysis/experiment-row.ts';
import type { TallySettings } from '../../../src/core/experiment/analysis/experiment-tally.ts';
import type { AnalysisPlan } from '../../../src/core/experiment/experiment.ts';
import { WHOLE } from '../../../src/core/policy/distribution.ts';
import { DAY_MS, formatInstant, type Instant, plusMs } from '../../../src/core/time/instant.ts';
import { type UtcDate, utcDateOf } from '../../../src/core/time/utc-date.ts';
import { at } from '../builders/identifiers.ts';

export const TRIAL = 'evening-calls';
const FIRST = at('2026-11-02T00:00:00Z');

/** The day with this number, from 0. */
export function trialDay(number: number): UtcDate {
  return utcDateOf(plusMs(FIRST, number * DAY_MS));
}

export interface TrialDecision {
  readonly id: string;
  readonly borrower: string;
  readonly variant: string;
  readonly day: number;
  readonly reward: number;
  /** The probability of `sms`; the rest is no contact. Default ½. */
  readonly sms?: number;
  /** Default: no contact. */
  readonly contacted?: boolean;
  readonly cost?: number | null;
  readonly predicted?: number | null;
  readonly context?: Readonly<Record<string, number | string>>;
  readonly events?: readonly string[];
  readonly counts?: boolean;
  readonly unit?: string;
}

/** A row of a decision between an SMS and no contact, decided during its day. */
export function trialRow(decision: TrialDecision): ExperimentRow {
  const { id, borrower, variant, day, reward, sms = 0.5, contacted = false, counts = true } = decision;
  const decidedAt = formatInstant(plusMs(FIRST, day * DAY_MS + 3_600_000) as Instant);
  const weight = Math.round(sms * WHOLE);
  return {
    decisionId: id,
    borrowerId: borrower,
    decidedAt,
    purpose: 'servicing',
    context: decision.context ?? {},
    distribution: [
      { action: 'sms@evening', weight },
      { action: 'no-contact', weight: WHOLE - weight },
    ].filter((each) => each.weight > 0),
    action: contacted ? 'sms@evening' : 'no-contact',
    channel: contacted ? 'sms' : null,
    cost: decision.cost === undefined ? 0 : decision.cost,
    reward,
    events: (decision.events ?? []).map((type) => ({ type, at: decidedAt })),
    attributed: [],
    assignments: [
      { experiment: TRIAL, version: 1, role: 'test', variant, unit: decision.unit ?? null, counts },
    ],
    predicted: decision.predicted ?? null,
  };
}

export const TRIAL_PLAN: AnalysisPlan = { level: 0.05, plannedUnits: 1000, segments: [] };

/** Two variants with equal shares, `as-now` the control. */
export function trialSettings(
  plan: Partial<AnalysisPlan> = {},
  events: readonly string[] = [],
): TallySettings {
  return {
    compared: {
      experiment: TRIAL,
      control: 'as-now',
      groups: [
        { id: 'as-now', share: 1 },
        { id: 'rules', share: 1 },
      ],
    },
    plan: { ...TRIAL_PLAN, ...plan },
    events,
  };
}
