import type { Configuration } from '../../../src/core/configuration.ts';
import { type BorrowerWorld, borrowerWorld } from '../../../src/core/simulation/borrower-world.ts';
import { type OccasionPlan, occasions } from '../../../src/core/simulation/occasions.ts';
import {
  DAY_MS,
  formatInstant,
  HOUR_MS,
  type Instant,
  parseInstant,
  plusMs,
} from '../../../src/core/time/instant.ts';
import type { DemoService } from '../demo-service.ts';
import { type ObservedDecision, observe } from '../observed-decision.ts';
import { runSimulation } from '../run-simulation.ts';
import { countAfter, decisionsBefore } from './around-the-stop.ts';
import { bookExperiment } from './book-experiment.ts';
import {
  AS_USUAL,
  COMPLAINTS,
  EVENING_CALLS,
  eveningCalls,
  TRIED,
  type TriedPolicy,
} from './evening-calls.ts';
import type { ExperimentReport, GuardedDay } from './experiment-report.ts';
import { guardDay } from './guard-day.ts';
import { trueHarm } from './true-harm.ts';

export interface ExperimentPlay {
  readonly configuration: Configuration;
  readonly seed: number;
  readonly purpose: string;
  readonly decisions: number;
  /** What was played before: its borrowers and occasions are others. */
  readonly before: { readonly borrowers: number; readonly decisions: number; readonly endedAt: Instant };
  /** Any day on which a week of the simulation begins. */
  readonly monday: Instant;
  readonly tried: TriedPolicy;
  readonly signal: AbortSignal;
  readonly onDay: (decided: number, day: GuardedDay) => void;
}

/** How short-tempered the borrowers are: so much that weeks and a few hundred borrowers show what takes months else. */
const TEMPER = 40;

const WEEKS = 3;
const DECISIONS_PER_BORROWER = 1.5;
const FEWEST_BORROWERS = 12;

/**
 * Has an experiment proposed, approved and started over the API, and plays short-tempered borrowers against it. The
 * guard runs at the end of each day, as its schedule has it; nobody else looks.
 */
export async function playExperiment(play: ExperimentPlay, service: DemoService): Promise<ExperimentReport> {
  const { configuration, seed, purpose, before, signal } = play;
  const plan = planOf(play.decisions);
  const startsAt = mondayAfter(before.endedAt, play.monday);
  const world = borrowerWorld({
    seed,
    borrowers: plan.borrowers,
    firstBorrower: before.borrowers,
    startsAt,
    configuration,
    temper: TEMPER,
  });
  const settings = eveningCalls(purpose, plan.borrowers, play.tried);
  await bookExperiment(service.api, settings, plusMs(startsAt, -HOUR_MS));

  const observed: ObservedDecision[] = [];
  const days: GuardedDay[] = [];
  const simulation = await runSimulation({
    seed,
    world,
    occasions: occasions(seed, plan, before.decisions),
    purpose,
    signal,
    // Nothing is published: the model stays as it came out of the weeks before.
    service: { ...service, learn: async (at) => await service.settle(at) },
    onDay: async (day, decisions) => {
      observed.push(...(await observe(service.ports.ledger, world, decisions)));
      const guarded = await guardDay(service, world.dayStart(day + 1));
      const last = days.at(-1);
      const isOver = last?.stopped === true || last?.paused === true;
      if (!isOver && (decisions.length > 0 || guarded.stopped || guarded.paused)) days.push(guarded);
      play.onDay(observed.length, guarded);
    },
  });

  const { changes = [] } = await service.api.readExperiment(EVENING_CALLS);
  const stopped = changes.find(({ kind }) => kind === 'stop-variant');
  const stop = stopped === undefined ? simulation.endedAt : parseInstant(stopped.at);
  return {
    experiment: EVENING_CALLS,
    simulated: { from: formatInstant(startsAt), to: formatInstant(simulation.endedAt) },
    decisions: observed.length,
    borrowers: plan.borrowers,
    guardrail: COMPLAINTS,
    inTruth: inTruth(world, observed, stop),
    days,
    ...(stopped === undefined ? {} : { stopped }),
    afterwards: countAfter(stop, observed),
  };
}

function planOf(decisions: number): OccasionPlan {
  const borrowers = Math.max(FEWEST_BORROWERS, Math.ceil(decisions / DECISIONS_PER_BORROWER));
  return { decisions, borrowers, weeks: WEEKS };
}

function mondayAfter(instant: Instant, monday: Instant): Instant {
  const week = 7 * DAY_MS;
  return plusMs(monday, (Math.floor((instant - monday) / week) + 1) * week);
}

function inTruth(
  world: BorrowerWorld,
  decisions: readonly ObservedDecision[],
  stop: Instant,
): ExperimentReport['inTruth'] {
  const harmOf = (variant: typeof TRIED): number =>
    trueHarm(world, decisionsBefore(stop, decisions, variant), COMPLAINTS.events);
  const [control, tried] = [harmOf(AS_USUAL), harmOf(TRIED)];
  return {
    variants: [
      { variant: AS_USUAL, harmedShare: control },
      { variant: TRIED, harmedShare: tried },
    ],
    ...(control > 0 ? { timesControl: tried / control } : {}),
  };
}
