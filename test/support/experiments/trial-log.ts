import { partName, partOf, partText } from '../../../src/app/log-part.ts';
import type { LogPartKey, MaturedLog } from '../../../src/app/ports/matured-log.ts';
import type { ExperimentRow } from '../../../src/core/experiment/analysis/experiment-row.ts';
import type { DecisionId } from '../../../src/core/identifiers.ts';
import { parseInstant } from '../../../src/core/time/instant.ts';
import { utcDateOf } from '../../../src/core/time/utc-date.ts';

/** Writes the rows into an empty log, each into its part. */
export async function writeTrialLog(log: MaturedLog, rows: readonly ExperimentRow[]): Promise<void> {
  const parts = new Map<string, { readonly key: LogPartKey; readonly lines: Map<DecisionId, string> }>();
  for (const row of rows) {
    const decisionId = row.decisionId as DecisionId;
    const key = partOf({ decisionId, day: utcDateOf(parseInstant(row.decidedAt)) });
    const part = parts.get(partName(key)) ?? { key, lines: new Map<DecisionId, string>() };
    parts.set(partName(key), part);
    part.lines.set(decisionId, `${JSON.stringify({ schema: 1, ...row })}\n`);
  }
  for (const { key, lines } of parts.values()) await log.write(key, partText(lines), undefined);
}
