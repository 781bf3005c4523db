import { configuredActions } from '../../src/app/actions.ts';
import { makeReadModel } from '../../src/app/read-model.ts';
import type { DecisionView } from '../../src/contracts/decision-view.ts';
import type { Configuration } from '../../src/core/configuration.ts';
import type { BorrowerWorld } from '../../src/core/simulation/borrower-world.ts';
import type { Occasion } from '../../src/core/simulation/occasions.ts';
import { formatInstant } from '../../src/core/time/instant.ts';
import { comparePolicies } from './compare-policies.ts';
import { countDecisions } from './count-decisions.ts';
import type { DemoReport } from './demo-report.ts';
import type { DemoService } from './demo-service.ts';
import { describeSegments } from './describe-segments.ts';
import { curlLine, DEFAULT_PORT, type Question } from './first-steps.ts';
import { type ObservedDecision, statesOf } from './observed-decision.ts';
import type { Simulation } from './run-simulation.ts';

export interface ReportInput {
  readonly seed: number;
  readonly configuration: Configuration;
  readonly purpose: string;
  readonly world: BorrowerWorld;
  readonly occasions: readonly Occasion[];
  readonly simulation: Simulation;
  readonly decisions: readonly ObservedDecision[];
  readonly service: Pick<DemoService, 'ports' | 'api'>;
}

/** What the demo has shown; the same for the same seed, configuration and number of decisions. */
export async function makeReport(input: ReportInput): Promise<DemoReport> {
  const { configuration, world, decisions, simulation, service } = input;
  const { ports } = service;
  const states = await statesOf(ports.ledger, decisions);
  const actions = configuredActions(configuration).map(({ action }) => action);
  const { overall, weeks } = comparePolicies(decisions, states, configuration, actions);
  const { champion, snapshot } = await makeReadModel(ports)(configuration.model);
  let parked = 0;
  for await (const _message of ports.parking.list()) parked += 1;
  return {
    seed: input.seed,
    simulated: { from: formatInstant(world.dayStart(0)), to: formatInstant(simulation.endedAt) },
    model: { id: configuration.model, snapshot: champion.snapshot, credits: champion.credits },
    rewardPerDecision: overall,
    weeks,
    learned: describeSegments(world, input.occasions, snapshot, configuration),
    counts: countDecisions({
      world,
      configuration,
      decisions,
      states,
      simulation: simulation.counts,
      parked,
    }),
    explained: await explained(input),
    tryIt: { start: 'npm start', curl: curlLine(`http://127.0.0.1:${DEFAULT_PORT}`, await question(input)) },
  };
}

/** The last contact that the model chose, one with blocked alternatives if there is any, as the API tells it. */
async function explained({ decisions, service }: ReportInput): Promise<DecisionView> {
  const chosen = decisions.filter(
    ({ selected }) => selected?.verdict.contact !== undefined && !selected.verdict.fallback,
  );
  const telling =
    chosen.findLast(({ record }) => record.blocked.length > 0) ?? chosen.at(-1) ?? decisions.at(-1);
  if (telling === undefined) throw new Error('There is no decision to explain.');
  return await service.api.readDecision(telling.simulated.id);
}

/** The last borrower whom nothing forbids to contact, so that a live service has something to decide. */
async function question({ decisions, world, purpose, service }: ReportInput): Promise<Question> {
  for (const { simulated, selected } of decisions.toReversed()) {
    if (selected === undefined) continue;
    const { id } = world.borrowerOf(simulated.occasion);
    const stored = await service.ports.profiles.get(id);
    const consents = Object.values(stored?.profile.consents ?? {});
    if (stored?.profile.holds.length === 0 && consents.every(({ status }) => status === 'granted')) {
      return { borrower: id, purpose, context: world.contextOf(simulated.occasion) };
    }
  }
  const anybody = { number: 0, day: 0, borrower: 0 };
  return { borrower: world.borrowerOf(anybody).id, purpose, context: world.contextOf(anybody) };
}
