import type { Configuration } from '../../src/core/configuration.ts';
import { borrowerWorld } from '../../src/core/simulation/borrower-world.ts';
import { occasions, planOccasions } from '../../src/core/simulation/occasions.ts';
import { meanValue, ownValue, uniformValue } from '../../src/core/simulation/policy-values.ts';
import { parseInstant } from '../../src/core/time/instant.ts';
import { decimal } from '../terminal/number-text.ts';
import type { DemoReport } from './demo-report.ts';
import type { DemoService } from './demo-service.ts';
import { eveningPolicy } from './experiment/evening-calls.ts';
import { playExperiment } from './experiment/play-experiment.ts';
import { makeReport } from './make-report.ts';
import { type ObservedDecision, observe } from './observed-decision.ts';
import { runSimulation } from './run-simulation.ts';

/** A Monday, early in the business day of the East coast and before that of the West. */
const STARTS_AT = parseInstant('2026-03-02T13:00:00Z');

export interface DemoPlay {
  readonly configuration: Configuration;
  readonly decisions: number;
  /** Decisions of the experiment that follows; 0 for none. There is none either where calls aren't configured. */
  readonly experiment: number;
  readonly seed: number;
  /** Ends the demo early; the state stays whole. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DemoProgress) => void;
}

export interface DemoProgress {
  readonly decided: number;
  /** Where the demo is and what it shows there. */
  readonly note: string;
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
      const phase =
        observed.length < asked.length ? `week ${Math.floor(day / 7) + 1} of ${plan.weeks}` : 'late outcomes';
      const rapport = decimal(meanValue(valued, ownValue));
      const uniform = decimal(meanValue(valued, uniformValue));
      onProgress({ decided: observed.length, note: `${phase} | reward ${rapport}, uniform ${uniform}` });
    },
  });
  await service.publish(simulation.endedAt);
  const report = await makeReport({
    seed,
    configuration,
    purpose,
    world,
    occasions: asked,
    simulation,
    decisions: observed,
    service,
  });
  const tried = eveningPolicy(configuration);
  if (play.experiment === 0 || tried === undefined) return report;
  const experiment = await playExperiment(
    {
      configuration,
      seed,
      purpose,
      decisions: play.experiment,
      before: { borrowers: plan.borrowers, decisions: asked.length, endedAt: simulation.endedAt },
      monday: STARTS_AT,
      tried,
      signal,
      onDay: (decided, { atLeastTimesControl }) => {
        const surely = `harm surely ${decimal(atLeastTimesControl, 2)} times the control's`;
        onProgress({ decided: asked.length + decided, note: `experiment | ${surely}` });
      },
    },
    service,
  );
  return { ...report, experiment };
}
