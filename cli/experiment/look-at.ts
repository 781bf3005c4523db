import configuration from '../../rapport.config.ts';
import { type ExperimentReport, makeReportExperiment } from '../../src/app/experiment-report.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import type { ExperimentId } from '../../src/core/identifiers.ts';
import { instant } from '../../src/core/time/instant.ts';
import { progressBar } from '../terminal/progress.ts';

/** What the experiment shows now, with a progress bar meanwhile. */
export async function lookAt(ports: Ports, id: string): Promise<ExperimentReport> {
  const bar = progressBar('Reading the matured log, days');
  const report = makeReportExperiment({ ...ports, configuration });
  return await report(id as ExperimentId, instant(Date.now()), (days) => bar.update(days)).finally(() =>
    bar.stop(),
  );
}
