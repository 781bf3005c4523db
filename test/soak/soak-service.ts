import type { Ports } from '../../src/app/ports/ports.ts';
import type { Instant } from '../../src/core/time/instant.ts';
import type { HttpEventOptions } from '../support/lambda-events.ts';
import type { Answer } from '../support/lambda-service.ts';

export interface SoakTally {
  /** Processes that died in the middle of their work. */
  readonly kills: number;
  /** Messages handed out again after a failure, a refusal or a death. */
  readonly redeliveries: number;
  /** Folds that lost the race for their statistics and were made again. */
  readonly conflicts: number;
  /** Messages that were handed out too often, most of them to processes that died, until they were redriven. */
  readonly redriven: number;
}

/** The service as the soak test drives it, whatever engines it runs on. Its processes die now and then. */
export interface SoakService {
  /** Asks until it is answered, as a caller does whose connection broke. */
  call(routeKey: string, request: HttpEventOptions): Promise<Answer>;
  /** Puts messages on the outcomes queue. */
  enqueue(bodies: readonly string[]): Promise<void>;
  /** Lets the consumers work at this time on what their queues hand out. */
  work(at: Instant): Promise<void>;
  /** Resolves when everything that was told some days ago is recorded or parked. */
  caughtUp(): Promise<void>;
  /** The schedules; how many decisions `mature` moved. */
  mature(at: Instant): Promise<number>;
  publish(at: Instant): Promise<void>;
  /** Whether all queues are empty. */
  isIdle(): Promise<boolean>;
  /** Puts dead letters back on their queues, as an operator does; how many there were. */
  redrive(): Promise<number>;
  /** What is stored. */
  readonly ports: Ports;
  tally(): Promise<SoakTally>;
  close(): Promise<void>;
}
