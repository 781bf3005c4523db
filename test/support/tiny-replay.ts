import type { Findings } from '../../cli/replay/findings.ts';
import { inProcessService } from '../../cli/replay/in-process-service.ts';
import type { LiveState } from '../../cli/replay/live-state.ts';
import { makeWorld } from '../../cli/replay/make-world.ts';
import { planReplay, type ReplayPlan, type Source } from '../../cli/replay/replay-plan.ts';
import type { ReplayService } from '../../cli/replay/replay-service.ts';
import { type ReplayCounts, type ReplayPosition, runReplay } from '../../cli/replay/run-replay.ts';
import { nodeSha256 } from '../../src/adapters/node-sha256.ts';

const FOLDER = 'test/fixtures/replay';

/** Invented files: 400 rows for a fitted outcome model, 500 rows of a log with propensities. */
export const TINY = {
  promises: { file: `${FOLDER}/promises.csv`, schema: `${FOLDER}/promises.schema.json` },
  offers: { file: `${FOLDER}/offers.csv`, schema: `${FOLDER}/offers.schema.json` },
} as const satisfies Record<string, Source>;

export function planTiny(source: Source, changes: { seed?: number; lastRow?: number } = {}): ReplayPlan {
  const settings = { seed: changes.seed ?? 1, publishEvery: 40, delayRows: 8 };
  return planReplay(source, settings, changes.lastRow ?? Number.POSITIVE_INFINITY);
}

export interface TinyRun {
  /** Absent when the run was stopped. */
  readonly counts?: ReplayCounts;
  readonly findings: Findings;
  /** Where it stopped and what the service holds then; as it would be read from a checkpoint. */
  readonly stopped?: { readonly position: ReplayPosition; readonly live?: LiveState };
}

export interface TinyRunOptions {
  readonly service?: ReplayService;
  readonly stopAfter?: number;
  readonly compactEvery?: number;
  readonly from?: TinyRun['stopped'];
}

/** One run of a plan on memory ports, or on the given service. */
export async function runTiny(plan: ReplayPlan, options: TinyRunOptions = {}): Promise<TinyRun> {
  const { from, stopAfter, compactEvery } = options;
  const service = options.service ?? (await inProcessService(plan.configuration, from?.live));
  const { world } = await makeWorld(plan, nodeSha256);
  let stopped: TinyRun['stopped'];
  const counts = await runReplay({
    rows: plan.rows((from?.position.counts.rows ?? 0) + 1, plan.lastRow),
    service,
    world,
    settings: plan.settings,
    name: plan.schema.name,
    ...(from === undefined ? {} : { from: from.position }),
    afterRow: async (position, row) => {
      if (compactEvery !== undefined && row % compactEvery === 0) await service.compact();
      if (row !== stopAfter) return 'go-on';
      const live = await service.compact();
      stopped = structuredClone({ position: position(), ...(live === undefined ? {} : { live }) });
      return 'stop';
    },
  });
  return {
    findings: world.findings(),
    ...(counts === undefined ? {} : { counts }),
    ...(stopped === undefined ? {} : { stopped }),
  };
}
