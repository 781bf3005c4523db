import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService } from '../local/service.ts';
import configuration from '../rapport.config.ts';
import { quantile } from './quantiles.ts';

export interface HttpFigures {
  readonly decisions: number;
  readonly oneByOneP50Ms: number;
  readonly oneByOneP99Ms: number;
  readonly perSecond: number;
  readonly concurrency: number;
}

const WARM = 200;
const ONE_BY_ONE = 500;
const AT_ONCE = 2000;
const CONCURRENCY = 8;

/** Decisions through the local HTTP front: real handlers, DynamoDB on dynalite, client and service in one process. */
export async function benchHttp(): Promise<HttpFigures> {
  const stateDir = await mkdtemp(join(tmpdir(), 'rapport-bench-'));
  const service = await startService({ stateDir, port: 0, configuration, simulation: false });
  try {
    const call = async (
      method: string,
      path: string,
      body: unknown,
      headers: Record<string, string> = {},
    ) => {
      const response = await fetch(`${service.url}${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    };
    const consents = Object.fromEntries(configuration.channels.map(({ id }) => [id, { status: 'granted' }]));
    for (let index = 0; index < WARM + ONE_BY_ONE + AT_ONCE; index += 1) {
      await call('PUT', `/v1/borrowers/b-${index}`, { timeZones: ['America/New_York'], consents, holds: [] });
    }
    const decide = (index: number) =>
      call(
        'POST',
        '/v1/decisions',
        {
          borrower: { id: `b-${index}` },
          purpose: configuration.purposes[0],
          context: { daysPastDue: index % 90, balanceUsd: 500 + index, paymentScore: (index % 100) / 100 },
        },
        { 'idempotency-key': `bench-${index}` },
      );
    for (let index = 0; index < WARM; index += 1) await decide(index);
    const times: number[] = [];
    for (let index = WARM; index < WARM + ONE_BY_ONE; index += 1) {
      const started = performance.now();
      await decide(index);
      times.push(performance.now() - started);
    }
    times.sort((a, b) => a - b);
    let next = WARM + ONE_BY_ONE;
    const started = performance.now();
    await Promise.all(
      Array.from({ length: CONCURRENCY }, async () => {
        while (next < WARM + ONE_BY_ONE + AT_ONCE) {
          const index = next;
          next += 1;
          await decide(index);
        }
      }),
    );
    return {
      decisions: ONE_BY_ONE + AT_ONCE,
      oneByOneP50Ms: quantile(times, 0.5),
      oneByOneP99Ms: quantile(times, 0.99),
      perSecond: AT_ONCE / ((performance.now() - started) / 1000),
      concurrency: CONCURRENCY,
    };
  } finally {
    await service.stop();
    await rm(stateDir, { recursive: true, force: true });
  }
}
