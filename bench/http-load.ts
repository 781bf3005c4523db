import { parentPort, workerData } from 'node:worker_threads';
import { quantile } from './quantiles.ts';

/** What a caller does to the service, from a thread of its own, as a servicing system is a process of its own. */
export interface HttpLoad {
  readonly url: string;
  readonly channels: readonly string[];
  readonly purpose: string;
}

export interface HttpFigures {
  readonly decisions: number;
  readonly oneByOneP50Ms: number;
  readonly oneByOneP99Ms: number;
  readonly perSecond: number;
  readonly concurrency: number;
}

const WARM = 300;
const ONE_BY_ONE = 500;
const AT_ONCE = 2000;
const CONCURRENCY = 8;

const { url, channels, purpose } = workerData as HttpLoad;
const consents = Object.fromEntries(
  channels.map((id) => [id, { status: 'granted', form: 'written', since: new Date().toISOString() }]),
);

async function call(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
}

const introduce = (index: number) =>
  call('PUT', `/v1/borrowers/b-${index}`, {
    timeZones: ['America/New_York'],
    jurisdictions: ['US-OH'],
    consents,
    holds: [],
  });

const decide = (index: number) =>
  call(
    'POST',
    '/v1/decisions',
    {
      borrower: { id: `b-${index}` },
      purpose,
      context: { daysPastDue: index % 90, balanceUsd: 500 + index, paymentScore: (index % 100) / 100 },
    },
    { 'idempotency-key': `bench-${index}` },
  );

/** Calls `work` for each index in [from, to), so many at a time. */
async function atOnce(from: number, to: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = from;
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      while (next < to) {
        const index = next;
        next += 1;
        await work(index);
      }
    }),
  );
}

const END = WARM + ONE_BY_ONE + AT_ONCE;
await atOnce(0, END, introduce);
await atOnce(0, WARM, decide);
const times: number[] = [];
for (let index = WARM; index < WARM + ONE_BY_ONE; index += 1) {
  const started = performance.now();
  await decide(index);
  times.push(performance.now() - started);
}
times.sort((a, b) => a - b);
const started = performance.now();
await atOnce(WARM + ONE_BY_ONE, END, decide);
const figures: HttpFigures = {
  decisions: ONE_BY_ONE + AT_ONCE,
  oneByOneP50Ms: quantile(times, 0.5),
  oneByOneP99Ms: quantile(times, 0.99),
  perSecond: AT_ONCE / ((performance.now() - started) / 1000),
  concurrency: CONCURRENCY,
};
parentPort?.postMessage(figures);
