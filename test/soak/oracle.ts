import { makeEncoder } from '../../src/core/features/encoder.ts';
import type { Context } from '../../src/core/features/feature-schema.ts';
import type { ActionId, DecisionId } from '../../src/core/identifiers.ts';
import { packStatistics } from '../../src/core/model/pack-statistics.ts';
import { decisionWeek } from '../../src/core/time/decision-week.ts';
import type { Instant } from '../../src/core/time/instant.ts';
import { LARGEST_REWARD, LEAST_REWARD, OUTCOMES, SOAK_CONFIGURATION } from './configuration.ts';
import type { SoakEvent } from './story.ts';

/** What the generator knows of a decision: what it asked, what it was answered, what it did and what it told. */
export interface KnownDecision {
  readonly id: DecisionId;
  readonly decidedAt: Instant;
  readonly context: Context;
  /** Absent when the service withheld. */
  readonly action?: ActionId;
  /** When outcomes count; absent while and if no contact was made. */
  window?: { readonly start: Instant; readonly end: Instant };
  readonly events: SoakEvent[];
}

/** The reward by the rule in words: each type once, within the window; a reversal takes its base back and counts itself. */
export function knownReward({ window, events }: KnownDecision): number {
  if (window === undefined) return 0;
  const inTime = (event: SoakEvent | undefined) =>
    event !== undefined && event.occurredAt >= window.start && event.occurredAt < window.end;
  const ofType = (type: string) => events.find((event) => event.type === type);
  let reward = 0;
  for (const outcome of OUTCOMES) {
    const event = ofType(outcome.type);
    if (event === undefined) continue;
    const base = 'reverses' in outcome ? ofType(outcome.reverses) : undefined;
    const reversal = OUTCOMES.find((other) => 'reverses' in other && other.reverses === outcome.type);
    const takenBack = reversal !== undefined && ofType(reversal.type) !== undefined;
    if (!takenBack && (inTime(event) || inTime(base))) reward += outcome.value;
  }
  return Math.min(LARGEST_REWARD, Math.max(LEAST_REWARD, reward));
}

/** The statistics of one arm and week, added up without the product's fold. */
class PlainSums {
  readonly #names: readonly string[];
  readonly #gram: number[][];
  readonly #vector: number[];
  #count = 0;
  #rewardSum = 0;
  #rewardSquareSum = 0;

  constructor(names: readonly string[]) {
    this.#names = names;
    this.#gram = names.map(() => names.map(() => 0));
    this.#vector = names.map(() => 0);
  }

  add(x: Float64Array, reward: number): void {
    this.#count += 1;
    this.#rewardSum += reward;
    this.#rewardSquareSum += reward * reward;
    x.forEach((value, i) => {
      this.#vector[i] = (this.#vector[i] ?? 0) + value * reward;
      const row = this.#gram[i] ?? [];
      x.forEach((other, j) => {
        row[j] = (row[j] ?? 0) + value * other;
      });
    });
  }

  /** As the product stores them: features that were always 0 are left out. */
  packed(): Uint8Array {
    const kept = this.#names.flatMap((_, i) => ((this.#gram[i]?.[i] ?? 0) === 0 ? [] : [i]));
    const gram = kept.flatMap((i, place) => kept.slice(place).map((j) => this.#gram[i]?.[j] ?? 0));
    return packStatistics({
      names: kept.map((i) => this.#names[i] ?? ''),
      gram: Float64Array.from(gram, unsigned),
      vector: Float64Array.from(kept, (i) => unsigned(this.#vector[i] ?? 0)),
      count: this.#count,
      rewardSum: unsigned(this.#rewardSum),
      rewardSquareSum: unsigned(this.#rewardSquareSum),
    });
  }
}

/** There is no −0 in stored statistics. */
const unsigned = (value: number): number => (value === 0 ? 0 : value);

/** What the statistics must be, as packed bytes by arm and week, from what the generator knows alone. */
export function knownStatistics(decisions: Iterable<KnownDecision>): ReadonlyMap<string, Uint8Array> {
  const encoder = makeEncoder(SOAK_CONFIGURATION.features);
  const buckets = new Map<string, PlainSums>();
  for (const decision of decisions) {
    if (decision.window === undefined || decision.action === undefined) continue;
    const bucket = bucketName(decision.action, decisionWeek(decision.decidedAt));
    const sums = buckets.get(bucket) ?? new PlainSums(encoder.names);
    buckets.set(bucket, sums);
    sums.add(encoder.encode(decision.context).values, knownReward(decision));
  }
  return new Map([...buckets].map(([bucket, sums]) => [bucket, sums.packed()]));
}

export function bucketName(arm: string, week: number): string {
  return `${arm} ${week}`;
}
