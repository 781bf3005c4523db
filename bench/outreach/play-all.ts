import { fileURLToPath } from 'node:url';
import { fingerprintOf, LEARNING_CODE } from '../fingerprint.ts';
import { runKept } from '../run-kept.ts';
import { threadSlot } from '../run-tasks.ts';
import type { OutreachOptions } from './options.ts';
import type { WorldPlay, WorldPlaySettings } from './play-world.ts';

const WORKER = new URL('world-worker.ts', import.meta.url);
const KEPT = fileURLToPath(new URL('../out/outreach.jsonl', import.meta.url));

const PLAYING_CODE = [
  'bench/outreach/play-world.ts',
  'bench/outreach/credit-queue.ts',
  'src/core/evaluation/off-policy-bounds.ts',
  'src/core/simulation/outreach-world',
];

/** The plays in their order, several at a time; nothing when Ctrl-C stopped them. */
export async function playAll(
  plays: readonly WorldPlaySettings[],
  { threads, fresh }: OutreachOptions,
): Promise<readonly WorldPlay[] | undefined> {
  const code = fingerprintOf([...LEARNING_CODE, ...PLAYING_CODE]);
  return await runKept<WorldPlaySettings, WorldPlay>({
    label: 'runs',
    tasks: plays,
    slots: Array.from({ length: threads }, () => threadSlot<WorldPlaySettings, WorldPlay>(WORKER)),
    keyOf: (play) => `${code} ${JSON.stringify(play)}`,
    noteOf: ({ world, strategy }) => `${world} ${strategy}`,
    file: KEPT,
    fresh: fresh === true,
  });
}
