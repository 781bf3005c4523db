import type { Configuration } from '../../src/core/configuration.ts';
import { borrowerWorld } from '../../src/core/simulation/borrower-world.ts';
import { occasions, planOccasions } from '../../src/core/simulation/occasions.ts';
import { meanValue, ownValue, uniformValue } from '../../src/core/simulation/policy-values.ts';
import { parseInstant } from '../../src/core/time/instant.ts';
import type { DemoReport } from './demo-report.ts';
import type { DemoService } from './demo-service.ts';
import { makeReport } from './make-report.ts';
import { type ObservedDecision, observe } from './observed-decision.ts';
import { runSimulation } from './run-simulation.ts';

/** A Monday, early in the business day of the East coast and before that of the West. */
const STARTS_AT = parseInstant('2026-03-02T13:00:00Z');

export interface DemoPlay {
  readonly configuration: Configuration;
  readonly decisions: number;
  readonly seed: number;
  /** Ends the demo early; the state stays whole. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DemoProgress) => void;
}

export interface DemoProgress {
  readonly decided: number;
  readonly phase: string;
  /** Expected reward per decision so far, Rapport's and the uniform policy's. */
  readonly rapport: number;
  readonly uniform: number;
}

/** Plays the simulated borrowers against a service without state and says what it learned. */
export async function playDemo(play: DemoPlay, service: DemoService): Promise<DemoReport> {
  const { configuration, seed, signal, onProgress } = play;
  const plan = planOccasions(play.decisions);
  const [purpose = 'servicing'] = configuration.purposes;
  const asked = occasions(seed, plan);
  const world = borrowerWorld({ seed, borrowers: plan.borrowers, startsAt: STARTS_AT, configuration });
  const observed: ObservedDecision[] = [];
  const simulation = await runSimulation({
    seed,
    world,
    occasions: asked,
    purpose,
    service,
    signal,
    onDay: async (day, decisions) => {
      observed.push(...(await observe(service.ports.ledger, world, decisions)));
      const valued = observed.flatMap(({ selected }) => (selected === undefined ? [] : [selected.valued]));
      onProgress({
        decided: observed.length,
        phase:
          observed.length < asked.length
            ? `week ${Math.floor(day / 7) + 1} of ${plan.weeks}`
            : 'late outcomes',
        rapport: meanValue(valued, ownValue),
        uniform: meanValue(valued, uniformValue),
      });
    },
  });
  await service.publish(simulation.endedAt);
  return await makeReport({
    seed,
    configuration,
    purpose,
    world,
    occasions: asked,
    simulation,
    decisions: observed,
    service,
  });
}
