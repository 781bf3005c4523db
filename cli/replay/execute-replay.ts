import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { nodeSha256 } from '../../src/adapters/node-sha256.ts';
import { configuredActions } from '../../src/app/actions.ts';
import { InvalidInputError } from '../../src/core/errors.ts';
import { encodedNames } from '../../src/core/features/feature-columns.ts';
import { printJson } from '../terminal/print.ts';
import { type Checkpoint, readCheckpoint, removeCheckpoint } from './checkpoint.ts';
import { httpService } from './http-service.ts';
import { inProcessService } from './in-process-service.ts';
import { makeWorld } from './make-world.ts';
import { planReplay, type ReplayPlan, type Source } from './replay-plan.ts';
import { printReport, type ReplayReport } from './replay-report.ts';
import type { ReplayService } from './replay-service.ts';
import { replayWithCheckpoints } from './replay-with-checkpoints.ts';

export interface ReplayOptions {
  readonly dataset?: string;
  readonly file?: string;
  readonly schema?: string;
  readonly through: 'memory' | 'http';
  readonly limit?: number;
  readonly publishEvery: number;
  readonly delay: number;
  readonly seed: number;
  readonly checkpoint?: string;
  readonly resume?: true;
  readonly json?: true;
}

const STATE_FOLDER = join('.rapport', 'replay');
/** The exit code of a process that was interrupted from the keyboard. */
const INTERRUPTED = 130;

/** Runs or resumes a replay and prints what came of it; gives the exit code. */
export async function executeReplay(options: ReplayOptions): Promise<number> {
  const startedAt = performance.now();
  const { seed, publishEvery, delay: delayRows, through } = options;
  const settings = { seed, publishEvery, delayRows };
  const plan = planReplay(sourceOf(options), settings, options.limit ?? Number.POSITIVE_INFINITY);
  const path = options.checkpoint ?? join(STATE_FOLDER, `${plan.schema.name}.checkpoint`);
  const identity = `${through} ${plan.identity}`;
  const saved = options.resume === true ? readCheckpoint(path, identity) : undefined;
  const { world, rows, outcomeModel } = await makeWorld(plan, nodeSha256);
  const stateFolder = `${path}.service`;
  const service = await startService(plan, through, stateFolder, saved);
  const preparedAt = performance.now();
  const counts = await replayWithCheckpoints({ plan, service, world, rows, path, identity, saved });
  const endedAt = performance.now();
  await service.close();
  if (counts === undefined) {
    process.stderr.write(`Stopped. Go on with the same command and --resume; the checkpoint is ${path}.\n`);
    return INTERRUPTED;
  }
  removeCheckpoint(path);
  rmSync(stateFolder, { recursive: true, force: true });
  const seconds = (endedAt - preparedAt) / 1000;
  const report: ReplayReport = {
    replay: plan.schema.name,
    mode: plan.schema.mode,
    through,
    rows: counts.rows,
    actions: configuredActions(plan.configuration).length,
    features: encodedNames(plan.configuration.features).length,
    settings,
    learning: plan.schema.learning,
    decisions: counts,
    ...(outcomeModel === undefined ? {} : { outcomeModel }),
    findings: world.findings(),
    caveat: plan.caveat,
    timing: {
      preparationSeconds: (preparedAt - startedAt) / 1000,
      seconds,
      rowsPerSecond: (counts.rows - (saved?.position.counts.rows ?? 0)) / seconds,
    },
  };
  if (options.json === true) printJson(report);
  else printReport(report);
  return 0;
}

function sourceOf({ dataset, file, schema }: ReplayOptions): Source {
  if (dataset !== undefined && file === undefined && schema === undefined) return { dataset };
  if (dataset === undefined && file !== undefined && schema !== undefined) return { file, schema };
  throw new InvalidInputError(
    'config-invalid',
    'Say what to replay: --dataset <name>, or --file <csv> with --schema <json>.',
  );
}

async function startService(
  plan: ReplayPlan,
  through: ReplayOptions['through'],
  stateFolder: string,
  saved: Checkpoint | undefined,
): Promise<ReplayService> {
  if (through === 'memory') return await inProcessService(plan.configuration, saved?.service);
  if (saved === undefined) rmSync(stateFolder, { recursive: true, force: true });
  return await httpService(plan.configuration, stateFolder);
}
