import { startService } from '../../local/service.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import { borrowerWorld } from '../../src/core/simulation/borrower-world.ts';
import { occasions, planOccasions } from '../../src/core/simulation/occasions.ts';
import { meanValue, ownValue, uniformValue } from '../../src/core/simulation/policy-values.ts';
import { parseInstant } from '../../src/core/time/instant.ts';
import type { DemoReport } from './demo-report.ts';
import { demoService } from './demo-service.ts';
import { makeReport } from './make-report.ts';
import { type ObservedDecision, observe } from './observed-decision.ts';
import { runSimulation } from './run-simulation.ts';

/** A Monday, early in the business day of the East coast and before that of the West. */
const STARTS_AT = parseInstant('2026-03-02T13:00:00Z');

export interface DemoOptions {
  readonly configuration: Configuration;
  readonly decisions: number;
  readonly seed: number;
  readonly stateDir: string;
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

/** Runs the embedded service on an empty state, plays the simulated borrowers against it and says what was learned. */
export async function runDemo(options: DemoOptions): Promise<DemoReport> {
  const { configuration, seed, stateDir, signal } = options;
  const plan = planOccasions(options.decisions);
  const [purpose = 'servicing'] = configuration.purposes;
  const asked = occasions(seed, plan);
  const world = borrowerWorld({ seed, borrowers: plan.borrowers, startsAt: STARTS_AT, configuration });
  const running = await startService({ stateDir, port: 0, configuration, simulation: true });
  try {
    const service = demoService(running);
    const observed: ObservedDecision[] = [];
    const simulation = await runSimulation({
      seed,
      world,
      occasions: asked,
      purpose,
      service,
      signal,
      onDay: async (day, decisions) => {
        observed.push(...(await observe(running.ports.ledger, world, decisions)));
        const valued = observed.flatMap(({ selected }) => (selected === undefined ? [] : [selected.valued]));
        options.onProgress({
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
    await running.publish(simulation.endedAt);
    return await makeReport({
      seed,
      configuration,
      purpose,
      world,
      occasions: asked,
      simulation,
      decisions: observed,
      service: running,
      api: service.api,
    });
  } finally {
    await running.stop();
  }
}
