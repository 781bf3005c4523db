import { DAY_MS, type Instant, plusMs } from '../../src/core/time/instant.ts';
import { type CallerCounts, makeCallers } from './callers.ts';
import { makeFeed, type SentCounts } from './feed.ts';
import type { KnownDecision } from './oracle.ts';
import { calendarFor, type SoakSize } from './plan.ts';
import type { SoakService } from './soak-service.ts';

/** What the generator did and was told: all that the oracle has. */
export interface Played extends Readonly<CallerCounts> {
  readonly decisions: readonly KnownDecision[];
  readonly poison: ReadonlySet<string>;
  readonly sent: Readonly<SentCounts>;
}

export interface Play {
  readonly size: SoakSize;
  readonly service: SoakService;
  readonly isStopped: () => boolean;
  readonly onProgress: (decided: number, phase: string) => void;
}

const PUBLISH_EVERY_MS = 7 * DAY_MS;
/** What arrived so long ago is known, whoever died of it. */
const KNOWN_AFTER_MS = 2 * DAY_MS;
/** The farthest send window and the longest reward window after it. */
const LONGEST_WINDOW_MS = 16 * DAY_MS;
/** Schedules in a row that find nothing to do: what a death left behind is due again within 15 minutes. */
const QUIET_STEPS = 3;
/** A guard against a service that never comes to rest. */
const MOST_STEPS_AFTER = 2000;

/**
 * Plays the soak test against a service: every step some decisions, sends, outcomes, consumers and schedules.
 * @returns `undefined` when it was stopped.
 */
export async function playSoak({ size, service, isStopped, onProgress }: Play): Promise<Played | undefined> {
  const calendar = calendarFor(size);
  const feed = makeFeed(size, calendar);
  const callers = makeCallers(size, calendar, feed, service);
  await callers.introduceBorrowers();
  let published = calendar.startOf(0);
  let quiet = 0;
  for (let step = 0; quiet < QUIET_STEPS; step += 1) {
    if (isStopped()) return undefined;
    if (step > calendar.steps + MOST_STEPS_AFTER) throw new Error('The service never comes to rest.');
    const at = calendar.startOf(step);
    const end = calendar.startOf(step + 1);
    await callers.ask(step);
    await callers.dispatch(step);
    await service.enqueue(feed.arrivals(step));
    await service.work(plusMs(at, Math.floor((end - at) / 2)));
    const moved = await service.mature(end);
    await service.work(end);
    if (end - published >= PUBLISH_EVERY_MS) {
      await service.caughtUp();
      await service.enqueue(feed.contradictions(plusMs(end, -KNOWN_AFTER_MS)));
      await service.publish(end);
      published = end;
    }
    const isOver = callers.isDone && feed.isOver;
    const isQuiet = isOver && moved === 0 && windowsClosed(end) && (await service.isIdle());
    quiet = isQuiet && (await service.redrive()) === 0 ? quiet + 1 : 0;
    onProgress(callers.known.length, isOver ? 'the last outcomes and credits' : `day ${dayOf(at)}`);
  }
  return { decisions: callers.known, poison: feed.poison, sent: feed.sent, ...callers.counts };

  function dayOf(at: Instant): number {
    return Math.floor((at - calendar.startOf(0)) / DAY_MS) + 1;
  }

  function windowsClosed(at: Instant): boolean {
    return at > calendar.startOf(calendar.steps) + LONGEST_WINDOW_MS;
  }
}
