import type { MaturedLog } from '../../src/app/ports/matured-log.ts';

/** All parts of the log behind one another. */
export async function logText(log: MaturedLog): Promise<string> {
  let text = '';
  for await (const key of log.parts()) text += (await log.read(key))?.text ?? '';
  return text;
}
