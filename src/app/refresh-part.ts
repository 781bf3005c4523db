import type { DecisionState } from '../core/decision/decision-state.ts';
import { maturedRow } from '../core/decision/matured-row.ts';
import type { DecisionId } from '../core/identifiers.ts';
import { contend } from './contend.ts';
import type { Dependencies } from './dependencies.ts';
import { linesOf, logMessageOf, partName, partOf, partText, rowLine } from './log-part.ts';
import type { DecisionLedger } from './ports/decision-ledger.ts';
import type { LogPartKey } from './ports/matured-log.ts';

/** How many decisions are in memory at once, besides the part's lines. */
const CHUNK = 500;

export interface RefreshReport {
  /** Rows that were added, replaced or removed. */
  readonly changed: number;
  /** Decisions whose row belongs into another part; nothing was done about them. */
  readonly misplaced: ReadonlySet<DecisionId>;
}

/**
 * Brings the rows of these decisions in one part up to date with the ledger: added, replaced, or removed when there is
 * none to be. With `everything`, all rows of the part are made anew, whatever state they are in.
 * @remarks The ledger is read after the part and the part is written only if it is still the one that was read. So a
 * row is never older than one that it replaces. One thing escapes that condition: a row that others added and removed
 * again in between leaves the part as it was, and an older row of a forgotten decision could come back. Hence a look at
 * the ledger after the write; whoever dies before it leaves the message to the next delivery.
 */
export async function refreshPart(
  { ledger, maturedLog, telemetry }: Pick<Dependencies, 'ledger' | 'maturedLog' | 'telemetry'>,
  key: LogPartKey,
  named: readonly DecisionId[],
  { everything = false }: { readonly everything?: boolean } = {},
): Promise<RefreshReport> {
  return await contend(`Writing part ${partName(key)} of the matured log`, async () => {
    const stored = await maturedLog.read(key);
    const lines = everything ? new Map<DecisionId, string>() : linesOf(key, stored?.text ?? '');
    const ids = everything ? [...new Set([...named, ...readableIds(stored?.text ?? '')])] : named;
    const { current, misplaced } = await currentLines(ledger, key, ids);
    let changed = 0;
    for (const id of ids) {
      const line = current.get(id);
      if (line === lines.get(id)) continue;
      changed += 1;
      if (line === undefined) lines.delete(id);
      else lines.set(id, line);
    }
    const text = partText(lines);
    if (text === (stored?.text ?? '')) return { changed: 0, misplaced };
    if ((await maturedLog.write(key, text, stored?.tag)) === 'moved') {
      telemetry.count('LogConflicts');
      return 'moved';
    }
    return (await someAreGone(ledger, [...current.keys()])) ? 'moved' : { changed, misplaced };
  });
}

async function currentLines(
  ledger: DecisionLedger,
  key: LogPartKey,
  ids: readonly DecisionId[],
): Promise<{ current: Map<DecisionId, string>; misplaced: Set<DecisionId> }> {
  const current = new Map<DecisionId, string>();
  const misplaced = new Set<DecisionId>();
  for (let from = 0; from < ids.length; from += CHUNK) {
    const some = ids.slice(from, from + CHUNK);
    const states = new Map<DecisionId, DecisionState>();
    const records = await ledger.getRecords(some);
    for (const state of await ledger.getStates(some)) states.set(state.decisionId, state);
    for (const record of records) {
      const { decisionId } = record;
      if (partName(partOf(logMessageOf(record))) !== partName(key)) {
        misplaced.add(decisionId);
        continue;
      }
      const row = maturedRow(record, states.get(decisionId));
      if (row !== undefined) current.set(decisionId, rowLine(row));
    }
  }
  return { current, misplaced };
}

async function someAreGone(ledger: DecisionLedger, written: readonly DecisionId[]): Promise<boolean> {
  const there = new Set((await ledger.getStates(written)).map(({ decisionId }) => decisionId));
  return written.some((id) => !there.has(id));
}

/** Ids in a part that may be damaged. */
function readableIds(text: string): DecisionId[] {
  return [...text.matchAll(/^\{"schema":\d+,"decisionId":"(d_[a-z2-7]{26})",/gm)].map(
    ([, id]) => id as DecisionId,
  );
}
