import type { ActionId, DecisionId, EventId } from '../../src/core/identifiers.ts';
import type { Occasion } from '../../src/core/simulation/occasions.ts';
import type { Instant } from '../../src/core/time/instant.ts';

/** An event of the simulated world, with the first time that the service was told of it. */
export interface ToldEvent {
  readonly id: EventId;
  readonly type: string;
  readonly occurredAt: Instant;
  readonly toldAt: Instant;
}

/** A decision of the service and what the simulation did about it. */
export interface SimulatedDecision {
  readonly occasion: Occasion;
  readonly id: DecisionId;
  /** Absent when the service withheld. */
  readonly action?: ActionId;
  /** When the contact went out, or when none was decided; absent until then, for good when it never did. */
  sentAt?: Instant;
  rewardWindowEndsAt?: Instant;
  readonly told: ToldEvent[];
}

/** What the simulation has done, in numbers. */
export interface SimulationCounts {
  confirmed: number;
  /** Contacts that the service stopped at send time. */
  refused: number;
  /** Contacts that nobody asked to confirm. */
  forgotten: number;
  /** Different outcome events. */
  outcomes: number;
  /** Arrivals of events that had arrived before. */
  repeated: number;
  /** Arrivals straight on the queue; the others came by `POST /v1/outcomes`. */
  straightToQueue: number;
  /** Events that arrived after a later one of the same decision. */
  overtaken: number;
}

export function noCounts(): SimulationCounts {
  return {
    confirmed: 0,
    refused: 0,
    forgotten: 0,
    outcomes: 0,
    repeated: 0,
    straightToQueue: 0,
    overtaken: 0,
  };
}
