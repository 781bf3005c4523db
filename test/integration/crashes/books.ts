import { createMemoryPorts, type MemoryPorts } from '../../../src/adapters/memory/memory-ports.ts';
import type { Ports } from '../../../src/app/ports/ports.ts';
import { makeVerify } from '../../../src/app/verify.ts';
import { makeVerifyLog } from '../../../src/app/verify-log.ts';
import type { ChannelId } from '../../../src/core/identifiers.ts';
import { countedContacts } from '../../../src/core/rules/counted-contacts.ts';
import { DAY_MS, formatInstant, MINUTE_MS, plusMs } from '../../../src/core/time/instant.ts';
import { utcDateOf } from '../../../src/core/time/utc-date.ts';
import { collect } from '../../support/collect.ts';
import type { TablePorts } from '../../support/engines/dynamo-ports.ts';
import type { Arm, Life, Service } from '../../support/life.ts';
import type { CrashCase } from './crash-cases.ts';

/** What the ledger, the statistics, the log and the contact profile say of a life when all is quiet. */
interface Books {
  readonly faults: readonly unknown[];
  readonly decisions: Readonly<Record<string, unknown>>;
  /** Credits in the statistics, whatever the ledger says of them. */
  readonly credits: number;
  /** Rows of the log that are what the ledger makes them. */
  readonly rows: number;
  /** Contacts that count against the caps, each once. */
  readonly slots: readonly string[];
  readonly roomHeld: number;
  readonly holds: number;
  readonly parked: number;
}

/** Tables as they are stored, queues, snapshots and the log in memory: of a life's own, and no answer of theirs is lost. */
export function portsOfLife(tables: TablePorts): MemoryPorts {
  const memory = createMemoryPorts();
  const { outcomes, credits, log, snapshots, maturedLog } = memory;
  return { ...memory, ...tables, outcomes, credits, log, snapshots, maturedLog };
}

const QUIET_AFTER_MS = 15 * DAY_MS;
const ROUNDS = 10;

/** The schedule comes round and the queue delivers, until neither finds anything to do. */
export async function untilQuiet(life: Life, service: Service, ports: MemoryPorts): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const failed = await service.learn(ports.credits.takeBodies(Number.POSITIVE_INFINITY));
    if (failed.length > 0) throw new Error('A credit was not taken.');
    await workOffLog(service, ports);
    const now = plusMs(life.decidedAt, QUIET_AFTER_MS + round * 20 * MINUTE_MS);
    const { requested, voided } = await service.mature(formatInstant(now));
    const { open } = await service.advanceErasures(formatInstant(now));
    if (requested + voided + open > 0 || ports.credits.size > 0) continue;
    await workOffLog(service, ports);
    return;
  }
  throw new Error(`Something was still owed after ${ROUNDS} rounds.`);
}

async function workOffLog(service: Service, { log }: MemoryPorts): Promise<void> {
  const failed = await service.log(log.takeBodies(Number.POSITIVE_INFINITY));
  if (failed.length > 0) throw new Error('A row was not written.');
}

export async function booksOf(life: Life, ports: Ports, arms: readonly Arm[]): Promise<Books> {
  const { configuration, borrower, decidedAt } = life;
  const quietAt = plusMs(decidedAt, QUIET_AFTER_MS);
  const ids = arms.map(life.idOf);
  // The tables hold earlier lives too.
  const ledger = { ...ports.ledger, allRecords: () => recordsOf(ports, ids) };
  const { faults } = await makeVerify({ ...ports, configuration, ledger })();
  const log = await makeVerifyLog({ ...ports, ledger })();
  const decisions: Record<string, unknown> = {};
  for (const arm of arms) {
    const state = await ports.ledger.getState(life.idOf(arm));
    decisions[arm] = {
      dispatch: state?.dispatch,
      learned: state?.credited?.reward,
      isCurrent: state?.credited === undefined || state.credited.seq === state.seq,
      owes: state?.dueAt !== undefined,
    };
  }
  const items = await collect(ports.statistics.list(configuration.model));
  const profile = (await ports.profiles.get(borrower))?.profile;
  const slots = countedContacts(profile?.contacts ?? [], quietAt, undefined);
  const days = await ports.capacity.booked('call' as ChannelId, utcDateOf(decidedAt), utcDateOf(quietAt));
  return {
    faults: [...faults, ...log.faults],
    decisions,
    rows: log.rows,
    credits: items.reduce((sum, { statistics }) => sum + statistics.count, 0),
    slots: slots.map(({ channel, kind }) => `${kind} ${channel}`).sort(),
    roomHeld: days.reduce((sum, { bookedAt }) => sum + bookedAt.length, 0),
    holds: profile?.holds.length ?? 0,
    parked: (await collect(ports.parking.list())).length,
  };
}

const DISPATCHED = { void: 'void', erased: undefined, made: 'confirmed' } as const;

/** What they must say. Room may be held too long, never given away too early: then only `found` tells how much it is. */
export function booksToFind({ ends, holds = 0, mayKeepRoom }: CrashCase, found: Books): Books {
  const entries = Object.entries(ends);
  const made = entries.filter(([, end]) => typeof end === 'number').map(([arm]) => arm);
  const calls = made.filter((arm) => arm === 'call').length;
  return {
    faults: [],
    decisions: Object.fromEntries(
      entries.map(([arm, end]) => [
        arm,
        {
          dispatch: DISPATCHED[typeof end === 'string' ? end : 'made'],
          learned: typeof end === 'string' ? undefined : end,
          isCurrent: true,
          owes: false,
        },
      ]),
    ),
    credits: made.length,
    rows: made.length,
    slots: made.map((arm) => `sent ${arm}`).sort(),
    roomHeld: mayKeepRoom === true && found.roomHeld === calls + 1 ? calls + 1 : calls,
    holds,
    parked: 0,
  };
}

async function* recordsOf({ ledger }: Ports, ids: Parameters<Ports['ledger']['getRecords']>[0]) {
  yield* await ledger.getRecords(ids);
}
