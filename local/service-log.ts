import { Console } from 'node:console';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { makeObservability } from '../lambdas/_shared/observability.ts';
import type { Observability } from '../lambdas/_shared/runtime.ts';

export interface ServiceLog {
  readonly observability: Observability;
  close(): Promise<void>;
}

/**
 * The functions' own logs and metrics, one JSON document a line, appended to a file: where CloudWatch would take them
 * from standard output, a terminal has other things to show.
 */
export function openServiceLog(path: string): ServiceLog {
  const file = createWriteStream(path, { flags: 'a' });
  const output = new Console({ stdout: file, stderr: file });
  const observability = makeObservability('rapport');
  // Both write to a console of their own on standard output and have no option for another.
  for (const source of [observability.logger, observability.metrics]) Reflect.set(source, 'console', output);
  return {
    observability,
    close: async () => {
      file.end();
      await finished(file);
    },
  };
}
