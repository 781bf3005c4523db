import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { EnginePorts } from '../../local/loopback-clients.ts';
import type { RandomSource } from '../../src/core/simulation/random-source.ts';
import type { Instant } from '../../src/core/time/instant.ts';
import type { WorkerNews, WorkerRequest } from './soak-worker.ts';

const WORKER = fileURLToPath(new URL('soak-worker.ts', import.meta.url));
const WORKERS = 2;
const SHORTEST_LIFE_MS = 1500;
const LONGEST_LIFE_MS = 6000;
const READY_CHECK_MS = 10;

interface Worker {
  child: ChildProcess;
  /** Absent until it answers. */
  url: string | undefined;
}

/** Processes of the service, each killed by SIGKILL after a while and started anew. */
export interface MortalWorkers {
  /** Where one that lives answers, any of them. */
  url(): Promise<string>;
  /** Has a schedule run; how much it moved, or nothing when its process was killed meanwhile. */
  run(schedule: WorkerRequest['schedule'], at: Instant): Promise<number | undefined>;
  readonly tally: { readonly kills: number; readonly conflicts: number; readonly redeliveries: number };
  /** Resolves when none of them lives. */
  close(): Promise<void>;
}

export function startMortalWorkers(engines: EnginePorts, chance: RandomSource): MortalWorkers {
  const tally = { kills: 0, conflicts: 0, redeliveries: 0 };
  const asked = new Map<number, { child: ChildProcess; answer: (moved: number | undefined) => void }>();
  const timers = new Set<NodeJS.Timeout>();
  let requests = 0;
  let closed = false;

  const start = (): ChildProcess => fork(WORKER, [JSON.stringify(engines)]);
  const workers: Worker[] = Array.from({ length: WORKERS }, () => ({ child: start(), url: undefined }));
  for (const worker of workers) watch(worker);

  function watch(worker: Worker): void {
    const { child } = worker;
    child.on('message', (news: WorkerNews) => hear(worker, news));
    child.once('exit', () => {
      worker.url = undefined;
      for (const [number, request] of asked) {
        if (request.child !== child) continue;
        asked.delete(number);
        request.answer(undefined);
      }
      if (closed) return;
      worker.child = start();
      watch(worker);
    });
  }

  function hear(worker: Worker, news: WorkerNews): void {
    switch (news.kind) {
      case 'ready':
        worker.url = news.url;
        killLater(worker.child);
        break;
      case 'done':
        asked.get(news.number)?.answer(news.moved);
        asked.delete(news.number);
        break;
      case 'conflict':
        tally.conflicts += 1;
        break;
      case 'redelivered':
        tally.redeliveries += news.messages;
    }
  }

  function killLater(child: ChildProcess): void {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        tally.kills += 1;
        child.kill('SIGKILL');
      },
      chance.between(SHORTEST_LIFE_MS, LONGEST_LIFE_MS),
    );
    timers.add(timer);
  }

  async function living(): Promise<Worker> {
    for (;;) {
      const ready = workers.filter(({ url }) => url !== undefined);
      const worker = ready[chance.index(Math.max(1, ready.length))];
      if (worker !== undefined) return worker;
      await new Promise((resolve) => setTimeout(resolve, READY_CHECK_MS));
    }
  }

  return {
    tally,
    url: async () => (await living()).url ?? '',
    async run(schedule, at) {
      const { child } = await living();
      requests += 1;
      const request: WorkerRequest = { number: requests, schedule, at };
      return await new Promise((answer) => {
        asked.set(request.number, { child, answer });
        child.send(request, () => {});
      });
    },
    async close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      const living = workers
        .map(({ child }) => child)
        .filter(({ exitCode, signalCode }) => {
          return exitCode === null && signalCode === null;
        });
      const gone = living.map((child) => once(child, 'exit'));
      for (const child of living) child.kill('SIGKILL');
      await Promise.all(gone);
    },
  };
}
