import type { LogRow } from '../../../src/core/evaluation/log-row.ts';
import type { TargetPolicy } from '../../../src/core/evaluation/target-policy.ts';
import { randomSource } from '../../../src/core/simulation/random-source.ts';

const ARMS = ['call@early', 'call@late', 'sms@early', 'sms@late'] as const;
/** What each arm pays: a base, and what the one feature, −1 or 1, adds. */
const WORTH = [
  [0.3, 0.2],
  [0.5, -0.3],
  [0.4, 0.1],
  [0.2, 0],
] as const;

/** A log of a policy that prefers another arm for each borrower and never gives one less than 0.1. */
export function simulatedLog(rows: number, seed: number, least = 0.1): readonly LogRow[] {
  const random = randomSource(seed);
  return Array.from({ length: rows }, (_, number) => {
    const sign = random.unit() < 0.5 ? -1 : 1;
    const preferred = Math.floor(random.unit() * ARMS.length);
    const logged = Float64Array.from(ARMS, (__, arm) => (arm === preferred ? 1 - 3 * least : least));
    let [place, left] = [0, random.unit()];
    while (place < ARMS.length - 1 && left >= (logged[place] ?? 0)) {
      left -= logged[place] ?? 0;
      place += 1;
    }
    const [base = 0, slope = 0] = WORTH[place] ?? [];
    return {
      borrower: `b-${Math.floor(number / 3)}`,
      reward: random.unit() < base + slope * sign ? 1 : 0,
      taken: ARMS[place] ?? '',
      propensity: logged[place] ?? 1,
      arms: ARMS,
      logged,
      x: Float64Array.of(1, sign),
    };
  });
}

/** The same probabilities in every row. */
export function fixedPolicy(name: string, shares: readonly number[]): TargetPolicy {
  return {
    name,
    of: (row) => ({
      taken: shares[row.arms.indexOf(row.taken)] ?? 0,
      shares: Float64Array.from(shares),
    }),
  };
}

/** What such a policy is worth in the simulated log. */
export function worthOf(shares: readonly number[]): number {
  return shares.reduce((sum, share, arm) => sum + share * (WORTH[arm]?.[0] ?? 0), 0);
}

export const LOGGED: TargetPolicy = {
  name: 'logged',
  isLogged: true,
  of: (row) => ({ taken: row.propensity, ...(row.logged === undefined ? {} : { shares: row.logged }) }),
};
