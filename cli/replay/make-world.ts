import { configuredActions } from '../../src/app/actions.ts';
import type { Sha256 } from '../../src/app/ports/sha256.ts';
import { InvalidInputError } from '../../src/core/errors.ts';
import { encodedNames } from '../../src/core/features/feature-columns.ts';
import { loggedWorld } from './logged-world.ts';
import { modelledWorld } from './modelled-world.ts';
import { fitOutcomeModel, type OutcomeFit } from './outcome-model.ts';
import type { ReplayPlan } from './replay-plan.ts';
import type { World } from './world.ts';

export interface PreparedWorld {
  readonly world: World;
  /** How many rows there are to replay. */
  readonly rows: number;
  /** Mode `model`. */
  readonly outcomeModel?: OutcomeFit;
}

/**
 * The world of a plan, from a first pass through the whole file, whatever part of it is replayed: so a faulty row is
 * told before anything is done, and a shorter replay is the beginning of a longer one.
 * @throws {InvalidInputError} `schema-violation` for the first row that can't be read, or a file without rows.
 */
export async function makeWorld(plan: ReplayPlan, sha256: Sha256): Promise<PreparedWorld> {
  const { schema, configuration, settings } = plan;
  const common = {
    actions: configuredActions(configuration).map(({ action }) => action),
    dimension: encodedNames(configuration.features).length,
    ridge: configuration.learning.ridge,
    seed: settings.seed,
    sha256,
  };
  if (schema.mode === 'model') {
    const [event] = Object.values(schema.reward.events);
    if (event === undefined) throw emptyFile();
    const model = await fitOutcomeModel(plan.rows(1, Number.POSITIVE_INFINITY), common.actions, sha256);
    return {
      world: modelledWorld({ ...common, model, event }),
      rows: Math.min(model.fit.rows, plan.lastRow),
      outcomeModel: model.fit,
    };
  }
  let rows = 0;
  let smallestPropensity = 1;
  for await (const { propensity } of plan.rows(1, Number.POSITIVE_INFINITY)) {
    rows += 1;
    smallestPropensity = Math.min(smallestPropensity, propensity ?? 1);
  }
  if (rows === 0) throw emptyFile();
  const { min, max } = configuration.reward;
  return {
    world: loggedWorld({ ...common, smallestPropensity, rewards: { lower: min, upper: max } }),
    rows: Math.min(rows, plan.lastRow),
  };
}

function emptyFile(): InvalidInputError {
  return new InvalidInputError(
    'schema-violation',
    'The file has a header and no rows; there is nothing to replay.',
  );
}
