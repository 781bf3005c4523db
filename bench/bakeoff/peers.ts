import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InvalidInputError } from '../../src/core/errors.ts';
import type { PolicyRun } from './policy-run.ts';
import type { PeerTask } from './task.ts';

const FOLDER = fileURLToPath(new URL('../peers', import.meta.url));
const PYTHON = join(FOLDER, '.venv/bin/python');

/** Vowpal Wabbit's exploration algorithms, by the names of the peers' script. */
export const VW_POLICIES = [
  'vw-epsilon',
  'vw-squarecb',
  'vw-regcb',
  'vw-regcbopt',
  'vw-cover',
  'vw-bag',
  'vw-rnd',
] as const;

/** LinUCB of other libraries; each decision costs them milliseconds. */
export const LINUCB_PEERS = ['mabwiser-linucb', 'contextualbandits-linucb', 'river-linucb'] as const;

export const PEER_POLICIES = [...VW_POLICIES, ...LINUCB_PEERS] as const;

/** @throws {InvalidInputError} `config-invalid`, saying how to install them. */
export function assertPeersInstalled(): void {
  if (existsSync(PYTHON)) return;
  throw new InvalidInputError(
    'config-invalid',
    'The peers are not installed. Run bench/peers/install.sh once (needs Python 3.11 or later), or leave out --peers.',
  );
}

/**
 * Has the peers' script do one task, in a process of its own that ends when the signal tells so.
 * @returns No run when the peer's package is not installed; the script says so.
 */
export async function runPeer(
  { folder, policy, shuffles, tuned, maxRows }: PeerTask,
  signal: AbortSignal,
): Promise<readonly PolicyRun[]> {
  const work = mkdtempSync(join(tmpdir(), 'rapport-peers-'));
  const job = join(work, 'job.json');
  const limits = maxRows === undefined ? {} : { [policy]: maxRows };
  // `true` stands for the script's own grid of rates.
  const told = {
    set: folder,
    policies: [policy],
    shuffles,
    learningRates: tuned ? true : [],
    maxRows: limits,
  };
  writeFileSync(job, JSON.stringify(told));
  try {
    const output = await outputOf(PYTHON, [join(FOLDER, 'bakeoff.py'), job], signal);
    return output
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as PolicyRun);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function outputOf(command: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  return await new Promise((resolve, reject) => {
    const child = spawn(command, args, { signal, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let complaints = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaints += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`A peer ended with ${code}:\n${complaints.slice(-2000)}`));
    });
  });
}
