import { borrowerIdSchema, eventIdSchema } from '../../src/contracts/identifiers.ts';
import type { DecisionId } from '../../src/core/identifiers.ts';
import { DAY_MS, type Instant, plusMs } from '../../src/core/time/instant.ts';
import { Agenda } from './agenda.ts';
import { instantOfRow, ROW_MS, rowAtOrAfter } from './replay-clock.ts';
import type { ReplayRow } from './replay-row.ts';
import type { Learned, ReplayEvent, ReplayService } from './replay-service.ts';
import type { World } from './world.ts';
import type { WorldState } from './world-state.ts';

export interface ReplaySettings {
  /** Tells apart replays of one file: decisions and outcomes are drawn anew for each. */
  readonly seed: number;
  /** A snapshot is published before every so many rows. */
  readonly publishEvery: number;
  /** An outcome is heard so many rows after the contact. */
  readonly delayRows: number;
}

/** How a replay went so far. */
export interface ReplayCounts {
  readonly rows: number;
  /** Decisions that count; the others were void, since the log can't tell what would have come of them. */
  readonly carriedOut: number;
  readonly explorations: number;
  readonly outcomes: number;
  readonly snapshots: number;
  readonly learned?: Learned;
}

/** Where a replay stands between two rows; plain data. */
export interface ReplayPosition {
  readonly counts: ReplayCounts;
  readonly agenda: readonly (readonly [number, readonly Task[]])[];
  readonly world: WorldState;
}

type Task =
  | {
      readonly kind: 'confirm';
      readonly decision: DecisionId;
      readonly row: number;
      readonly outcome?: string;
    }
  | { readonly kind: 'tell'; readonly event: ReplayEvent };

export interface ReplayInput {
  /** From the first row that has not been replayed. */
  readonly rows: AsyncIterable<ReplayRow>;
  readonly service: ReplayService;
  readonly world: World;
  readonly settings: ReplaySettings;
  /** Names the idempotency keys. */
  readonly name: string;
  /** Where an earlier run stopped. */
  readonly from?: ReplayPosition;
  /** Called between two rows; `stop` leaves the rest for another time. */
  readonly afterRow?: (position: () => ReplayPosition, row: number) => Promise<'go-on' | 'stop'>;
}

/** No window of the week is further away than this, nor open longer. */
const LONGEST_WAIT_MS = 8 * DAY_MS;

/**
 * Replays rows through the service: decide → (confirm) → outcome → mature → learn → publish, and lets the world judge.
 * @returns the counts at the end, or `undefined` when it was stopped on the way.
 */
export async function runReplay(input: ReplayInput): Promise<ReplayCounts | undefined> {
  const { rows, service, world, settings, name, from } = input;
  const agenda = new Agenda<Task>(from?.agenda);
  let counts: ReplayCounts = from?.counts ?? {
    rows: 0,
    carriedOut: 0,
    explorations: 0,
    outcomes: 0,
    snapshots: 0,
  };
  if (from !== undefined) world.restore(from.world);
  const position = (): ReplayPosition => ({ counts, agenda: agenda.save(), world: world.save() });

  for await (const row of rows) {
    const now = instantOfRow(row.number);
    await doWhatIsDue(row.number, now);
    if ((row.number - 1) % settings.publishEvery === 0) await learn(now);
    await replay(row, now);
    if ((await input.afterRow?.(position, row.number)) === 'stop') return undefined;
  }
  await finish();
  return counts;

  async function replay(row: ReplayRow, now: Instant): Promise<void> {
    const key = `${name}-${settings.seed}-row-${row.number}`;
    const borrower = borrowerIdSchema.parse(key);
    await service.welcome(borrower);
    const decision = await service.decide(
      { idempotencyKey: key, borrower, context: row.context, requireConfirm: world.requireConfirm },
      now,
    );
    const fate = world.judge(row, decision);
    counts = {
      ...counts,
      rows: counts.rows + 1,
      carriedOut: counts.carriedOut + (fate.kind === 'carried-out' ? 1 : 0),
      explorations: counts.explorations + (decision.exploration ? 1 : 0),
    };
    if (fate.kind === 'unknown') {
      await service.giveUp(decision.id, now);
      return;
    }
    const outcome = fate.outcome === undefined ? {} : { outcome: fate.outcome };
    if (world.requireConfirm) {
      const confirmation: Task = { kind: 'confirm', decision: decision.id, row: row.number, ...outcome };
      if (decision.opensAt <= now) await perform([confirmation], now);
      else agenda.add(rowAtOrAfter(decision.opensAt), confirmation);
    } else hear(decision.id, row.number, fate.outcome, decision.opensAt);
  }

  function hear(decisionId: DecisionId, row: number, type: string | undefined, contactAt: Instant): void {
    if (type === undefined) return;
    const occurredAt = plusMs(contactAt, settings.delayRows * ROW_MS);
    const event = { eventId: eventIdSchema.parse(`row-${row}-${type}`), decisionId, type, occurredAt };
    // Never at the row that is being replayed: what came of a decision is heard after it.
    agenda.add(Math.max(rowAtOrAfter(occurredAt), row + 1), { kind: 'tell', event });
    counts = { ...counts, outcomes: counts.outcomes + 1 };
  }

  async function doWhatIsDue(row: number, now: Instant): Promise<void> {
    for (let due = agenda.take(row); due.length > 0; due = agenda.take(row)) await perform(due, now);
  }

  async function perform(due: readonly Task[], now: Instant): Promise<void> {
    const events: ReplayEvent[] = [];
    for (const task of due) {
      if (task.kind === 'tell') {
        events.push(task.event);
        continue;
      }
      await service.confirm(task.decision, now);
      hear(task.decision, task.row, task.outcome, now);
    }
    if (events.length > 0) await service.tell(events, now);
  }

  async function learn(now: Instant): Promise<void> {
    world.learn();
    const learned = await service.learn(now);
    counts = {
      ...counts,
      learned,
      snapshots: counts.snapshots + (learned.snapshot === counts.learned?.snapshot ? 0 : 1),
    };
  }

  /** Lets time go on until every contact is made, every outcome heard and every decision mature. */
  async function finish(): Promise<void> {
    for (let row = counts.rows + 1; row <= agenda.lastRow; row++) await doWhatIsDue(row, instantOfRow(row));
    const lastDecision = instantOfRow(counts.rows);
    await learn(plusMs(lastDecision, LONGEST_WAIT_MS + (settings.delayRows + 2) * ROW_MS));
  }
}
