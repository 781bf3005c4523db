import { createHash } from 'node:crypto';
import { chooseAction } from '../src/core/decision/choose-action.ts';
import { drawSeed } from '../src/core/decision/decision-key.ts';
import { makeEncoder } from '../src/core/features/encoder.ts';
import type { FeatureVector } from '../src/core/features/feature-vector.ts';
import type { BorrowerId, DecisionId } from '../src/core/identifiers.ts';
import { EMPTY_STATISTICS, foldCredits } from '../src/core/model/fold.ts';
import { packStatistics } from '../src/core/model/pack-statistics.ts';
import { drawNumber } from '../src/core/policy/draw.ts';
import { applyContactRules } from '../src/core/rules/apply-contact-rules.ts';
import type { ContactProfile } from '../src/core/rules/contact-profile.ts';
import { questionOf } from '../src/core/rules/contact-question.ts';
import { layOutCandidates } from '../src/core/rules/lay-out-candidates.ts';
import { ruleBookOf } from '../src/core/rules/rule-book.ts';
import { MINUTE_MS, parseInstant, plusMs } from '../src/core/time/instant.ts';
import { GRID } from './configuration.ts';
import { contextOf, creditsOf, gridSnapshot, learnedGrid } from './grid-world.ts';
import { measure, quantile } from './quantiles.ts';

const START = parseInstant('2026-03-02T15:00:00Z');

export interface CoreFigures {
  readonly actions: number;
  readonly features: number;
  readonly decisionP50Ms: number;
  readonly decisionP99Ms: number;
  readonly foldsPerSecond: number;
  readonly snapshotSeconds: number;
  readonly packedBytes: number;
}

/** Context → encoding → windows in two zones → mask → scores → distribution → draw → explanation, on one core. */
export async function benchCore(): Promise<CoreFigures> {
  const encoder = makeEncoder(GRID.features);
  const learned = learnedGrid(encoder);
  const started = performance.now();
  const snapshot = gridSnapshot(learned);
  const snapshotSeconds = (performance.now() - started) / 1000;
  const profile: ContactProfile = {
    borrowerId: 'b-1' as BorrowerId,
    timeZones: ['America/New_York', 'America/Chicago'],
    consents: Object.fromEntries(GRID.channels.map(({ id }) => [id, { status: 'granted' as const }])),
    holds: [],
    contacts: [],
  };
  const book = ruleBookOf(GRID);
  const question = questionOf(book, 'servicing', profile);
  let eligibleActions = 0;
  const times = await measure(2_000, 20_000, (index) => {
    const now = plusMs(START, (index % 1440) * MINUTE_MS);
    const x = encoder.encode(contextOf(index));
    const { candidates } = layOutCandidates({
      configuration: GRID,
      timeZone: 'America/New_York',
      now,
      horizonHours: GRID.horizonHours,
      exclude: [],
    });
    const { eligible } = applyContactRules({ book, question, candidates, profile, now });
    eligibleActions = Math.max(eligibleActions, eligible.length);
    const hash = createHash('sha256')
      .update(drawSeed(`d_${index}` as DecisionId))
      .digest();
    return chooseAction({
      snapshot,
      x,
      eligible: eligible.map(({ action }) => action),
      draw: drawNumber(hash),
      fallback: GRID.fallback,
    });
  });
  const [first] = learned.values();
  return {
    actions: eligibleActions,
    features: encoder.names.length,
    decisionP50Ms: quantile(times, 0.5),
    decisionP99Ms: quantile(times, 0.99),
    foldsPerSecond: foldRate(creditsOf(encoder, 0, 1000)),
    snapshotSeconds,
    packedBytes: packStatistics(first ?? EMPTY_STATISTICS).byteLength,
  };
}

/** Credits per second, folded in batches of ten as the queue hands them over. */
function foldRate(credits: readonly { kind: 'credit'; x: FeatureVector; reward: number }[]): number {
  const BATCH = 10;
  let statistics = EMPTY_STATISTICS;
  const pass = () => {
    for (let from = 0; from < credits.length; from += BATCH) {
      statistics = foldCredits(statistics, credits.slice(from, from + BATCH));
    }
  };
  for (let warm = 0; warm < 20; warm += 1) pass();
  const PASSES = 200;
  const started = performance.now();
  for (let done = 0; done < PASSES; done += 1) pass();
  return (PASSES * credits.length) / ((performance.now() - started) / 1000);
}
