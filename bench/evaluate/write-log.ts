import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { randomSource } from '../../src/core/simulation/random-source.ts';

const ACTIONS = [
  'email@morning',
  'email@evening',
  'sms@morning',
  'sms@evening',
  'call@evening',
  'no-contact',
];
/** What each action pays, and what the two features add to it. */
const WORTH: readonly (readonly [number, number, number])[] = [
  [0.12, 0.04, 0],
  [0.14, -0.05, 0.02],
  [0.2, 0.06, -0.04],
  [0.18, -0.04, 0.05],
  [0.3, 0.1, 0.1],
  [0.1, 0, 0],
];
const LEAST = 0.05;
const BLOCK = 5_000;

/**
 * A log in JSON Lines as `npx rapport evaluate` reads it: a policy that prefers one of six actions by two features and
 * gives no action less than 0.05, with rewards 0 and 1, three rows a borrower.
 */
export async function writeLog(path: string, rows: number, seed: number): Promise<void> {
  const random = randomSource(seed, 'evaluate');
  const out = createWriteStream(path);
  let text = '';
  for (let row = 0; row < rows; row++) {
    const [a, b] = [
      Math.round(100 * random.between(-1, 1)) / 100,
      Math.round(100 * random.between(-1, 1)) / 100,
    ];
    const preferred = (a > 0 ? 0 : 3) + Math.min(2, Math.floor(1.5 * (b + 1)));
    const shares = ACTIONS.map((_, index) =>
      index === preferred ? 1 - LEAST * (ACTIONS.length - 1) : LEAST,
    );
    let [taken, left] = [0, random.unit()];
    while (taken < ACTIONS.length - 1 && left >= (shares[taken] ?? 0)) {
      left -= shares[taken] ?? 0;
      taken += 1;
    }
    const [base, ofA, ofB] = WORTH[taken] ?? [0, 0, 0];
    const reward = random.chance(base + ofA * a + ofB * b) ? 1 : 0;
    const distribution = ACTIONS.map((action, index) => `"${action}":${index === preferred ? 0.75 : LEAST}`);
    text += `{"borrower":"b${Math.floor(row / 3)}","reward":${reward},"action":"${ACTIONS[taken]}","propensity":${taken === preferred ? 0.75 : LEAST},"distribution":{${distribution.join(',')}},"x":[${a},${b}]}\n`;
    if (row % BLOCK < BLOCK - 1) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'finish');
}

/** What policies are worth in such a log: the features are 0 on average. */
export const TRUTH: ReadonlyMap<string, number> = new Map([
  ['uniform', WORTH.reduce((sum, [base]) => sum + base, 0) / WORTH.length],
  ['constant:call@evening', 0.3],
]);
