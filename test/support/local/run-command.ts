import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const COMMAND = fileURLToPath(new URL('../../../bin/rapport.ts', import.meta.url));

export interface RunningCommand {
  readonly process: ChildProcess;
  /** Resolves when it has ended; a signal that ended it stands in for the code. */
  ended(): Promise<{
    readonly code: number | string | null;
    readonly stdout: string;
    readonly stderr: string;
  }>;
}

/** `rapport` with these arguments in a process of its own, without a terminal; killed after the test at the latest. */
export function runCommand(...parameters: readonly string[]): RunningCommand {
  const child = spawn(process.execPath, [COMMAND, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  const closed = once(child, 'close');
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    process: child,
    ended: async () => {
      const [code, signal] = await closed;
      return { code: signal ?? code, ...output };
    },
  };
}
