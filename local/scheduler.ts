export interface ScheduledJob {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<unknown>;
}

export interface Scheduler {
  /** Resolves when no job is running and none will. */
  stop(): Promise<void>;
}

/**
 * Runs each job again and again, each run its interval after the one before has ended: a slow job delays itself and
 * nothing else. A failed run is told and repeated at its next turn.
 */
export function startScheduler(
  jobs: readonly ScheduledJob[],
  onError: (name: string, error: unknown) => void,
): Scheduler {
  let stopping = false;
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();

  const schedule = (job: ScheduledJob): void => {
    if (stopping) return;
    timers.set(
      job.name,
      setTimeout(() => {
        const run = job
          .run()
          .catch((error: unknown) => onError(job.name, error))
          .then(() => {
            running.delete(run);
            schedule(job);
          });
        running.add(run);
      }, job.everyMs),
    );
  };
  for (const job of jobs) schedule(job);

  return {
    stop: async () => {
      stopping = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
