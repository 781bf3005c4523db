import { nodeSha256 } from '../../src/adapters/node-sha256.ts';
import { type PastLog, pastLog } from '../../src/app/search/past-log.ts';
import type { PastRowView } from '../../src/app/search/past-row.ts';
import { readPastRow } from '../../src/contracts/past-row.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import { openLog } from '../evaluate/open-log.ts';
import { readLines } from '../evaluate/read-lines.ts';
import type { WithPorts } from '../evaluate/target-options.ts';
import { inTemporaryFolder } from '../evaluate/temporary-folder.ts';
import { progressBar } from '../terminal/progress.ts';

/**
 * The matured log at a place, whole, in memory: a row takes about as much as it has actions and features.
 * @param log A file, a folder, `s3://bucket/prefix` or `-`; the matured log of the state folder or stage when absent.
 */
export async function readPast(
  log: string | undefined,
  configuration: Configuration,
  withPorts: WithPorts,
): Promise<PastLog> {
  return await inTemporaryFolder(async (folder) => {
    const { files } = await openLog(log, 'matured', folder, withPorts);
    const views: PastRowView[] = [];
    const bar = progressBar('Reading the log, rows');
    try {
      for (const { path, packed } of files) {
        let number = 0;
        for await (const lines of readLines({ path, packed, start: 0, end: Number.POSITIVE_INFINITY })) {
          for (const line of lines) {
            number += 1;
            if (line.trim() !== '') views.push(readPastRow(line, number));
          }
          bar.update(views.length);
        }
      }
    } finally {
      bar.stop();
    }
    return pastLog(views, configuration, nodeSha256);
  });
}
