import { setImmediate } from 'node:timers/promises';
import { progressBar } from '../terminal/progress.ts';
import { type Checkpoint, writeCheckpoint } from './checkpoint.ts';
import type { ReplayPlan } from './replay-plan.ts';
import type { ReplayService } from './replay-service.ts';
import { type ReplayCounts, type ReplayPosition, runReplay } from './run-replay.ts';
import { listenForStop } from './stop-request.ts';
import type { World } from './world.ts';

/** How often the event loop gets a turn: for signals and the progress bar. */
const ROWS_PER_TURN = 100;
/** How often settled decisions are forgotten, so that memory does not grow with the file. */
const ROWS_PER_COMPACTION = 5000;
const MS_PER_CHECKPOINT = 10_000;

export interface CheckpointedReplay {
  readonly plan: ReplayPlan;
  readonly service: ReplayService;
  readonly world: World;
  /** How many rows there are to replay in all. */
  readonly rows: number;
  readonly path: string;
  readonly identity: string;
  readonly saved: Checkpoint | undefined;
}

/**
 * Replays with a progress bar; leaves a checkpoint every ten seconds, and when the user asks to stop.
 * @returns the counts at the end, or `undefined` when it was stopped.
 */
export async function replayWithCheckpoints(replay: CheckpointedReplay): Promise<ReplayCounts | undefined> {
  const { plan, service, world, rows, path, identity, saved } = replay;
  const bar = progressBar(`Replaying ${plan.schema.name}`, rows);
  const stop = listenForStop();
  let checkpointAt = performance.now() + MS_PER_CHECKPOINT;

  async function save(position: ReplayPosition): Promise<void> {
    const live = await service.compact();
    writeCheckpoint(path, { identity, position, ...(live === undefined ? {} : { service: live }) });
    checkpointAt = performance.now() + MS_PER_CHECKPOINT;
  }

  try {
    return await runReplay({
      rows: plan.rows((saved?.position.counts.rows ?? 0) + 1, plan.lastRow),
      service,
      world,
      settings: plan.settings,
      name: plan.schema.name,
      ...(saved === undefined ? {} : { from: saved.position }),
      afterRow: async (position, row) => {
        if (row % ROWS_PER_TURN === 0) {
          bar.update(row);
          await setImmediate();
        }
        if (stop.made()) {
          await save(position());
          return 'stop';
        }
        if (performance.now() >= checkpointAt) await save(position());
        else if (row % ROWS_PER_COMPACTION === 0) await service.compact();
        return 'go-on';
      },
    });
  } finally {
    bar.stop();
    stop.forget();
  }
}
