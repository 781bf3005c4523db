import type { Champion } from '../../src/app/ports/model-store.ts';
import type { Ports } from '../../src/app/ports/ports.ts';
import type { StatisticsItem } from '../../src/app/ports/statistics-store.ts';
import type { DecisionRecord } from '../../src/core/decision/decision-record.ts';
import type { DecisionState } from '../../src/core/decision/decision-state.ts';
import type { ModelId } from '../../src/core/identifiers.ts';
import type { ContactProfile } from '../../src/core/rules/contact-profile.ts';
import { instant } from '../../src/core/time/instant.ts';

/** The end of ECMAScript's time: everything that is ever due is due by then. */
const END_OF_TIME = instant(8.64e15);

/** Everything on which the future of a service depends: what was learned and what is still owed. Plain data. */
export interface LiveState {
  readonly champion?: { readonly pointer: Champion; readonly snapshot: Uint8Array };
  readonly statistics: readonly StatisticsItem[];
  readonly open: readonly OpenDecision[];
}

interface OpenDecision {
  readonly record: DecisionRecord;
  readonly state: DecisionState;
  readonly profile?: ContactProfile;
}

/**
 * The live state of a service whose queues are empty. Decisions that are credited or void are left out, and so are
 * receipts: a replay's outcomes all come before maturity, so nothing asks for either again.
 */
export async function readLiveState(ports: Ports, model: ModelId): Promise<LiveState> {
  const pointer = await ports.champions.get(model);
  const snapshot = pointer === undefined ? undefined : await ports.snapshots.get(pointer.snapshot);
  const statistics: StatisticsItem[] = [];
  for await (const item of ports.statistics.list(model)) statistics.push({ ...item, receipts: [] });
  const due = await ports.ledger.due(END_OF_TIME, Number.MAX_SAFE_INTEGER);
  const open: OpenDecision[] = [];
  for (const state of await ports.ledger.getStates(due)) {
    const record = await ports.ledger.getRecord(state.decisionId);
    const stored = await ports.profiles.get(state.borrowerId);
    if (record === undefined) continue;
    open.push({ record, state, ...(stored === undefined ? {} : { profile: stored.profile }) });
  }
  return {
    ...(pointer === undefined || snapshot === undefined ? {} : { champion: { pointer, snapshot } }),
    statistics,
    open,
  };
}

/** Writes a live state into empty ports. Versions start from 1 again, since they only order writes to one item. */
export async function writeLiveState(ports: Ports, { champion, statistics, open }: LiveState): Promise<void> {
  if (champion !== undefined) {
    await ports.snapshots.put(champion.pointer.snapshot, champion.snapshot);
    await ports.champions.put({ ...champion.pointer, version: 1 });
  }
  for (const item of statistics) await ports.statistics.put({ ...item, version: 1 });
  for (const { record, state, profile } of open) {
    await ports.ledger.createRecord(record);
    await ports.ledger.createState({ ...state, version: 1 });
    if (profile !== undefined) await ports.profiles.put(profile, 0);
  }
}
