import type { Sha256 } from '../../src/app/ports/sha256.ts';
import { InvalidInputError } from '../../src/core/errors.ts';
import {
  fitLogistic,
  type LogisticFit,
  logisticProbability,
} from '../../src/core/evaluation/logistic-regression.ts';
import { moments } from '../../src/core/evaluation/moments.ts';
import type { ActionId } from '../../src/core/identifiers.ts';
import { halfOf } from './halves.ts';
import type { ReplayRow } from './replay-row.ts';

/** λ of every logistic fit: the customary 1, not tuned. */
const RIDGE = 1;

/** How well the model foretells the recorded outcomes of the half it has not seen. */
export interface OutcomeFit {
  readonly rows: number;
  readonly outcomes: number;
  /** Mean −ln p of what was recorded, by the model fitted on the other half. */
  readonly heldOutLogLoss: number;
  /** The same by the other half's overall rate: what a model without context and action would have. */
  readonly baselineLogLoss: number;
  /** The action with the fewest rows in a half, whose fit leans most on the ridge. */
  readonly thinnest: { readonly action: ActionId; readonly rows: number };
}

/** The probability of the outcome for every action in every row, cross-fitted. */
export interface OutcomeModel {
  readonly fit: OutcomeFit;
  /** By the model that was fitted without the row's half. */
  probabilities(row: Pick<ReplayRow, 'number' | 'x'>): number[];
}

interface Half {
  readonly examples: Float64Array[];
  readonly outcomes: number[];
  readonly actions: number[];
}

/**
 * Two models, each fitted on one half of the rows with the logged actions, for the rows of the other half: in each, a
 * logistic regression per action on the encoded context, whose ridge pulls it towards the fit of all actions together.
 * @throws {InvalidInputError} `schema-violation` when a half has no row or only one kind of outcome.
 */
export async function fitOutcomeModel(
  rows: AsyncIterable<ReplayRow>,
  actions: readonly ActionId[],
  sha256: Sha256,
): Promise<OutcomeModel> {
  const indexOf = new Map(actions.map((action, index) => [action, index]));
  const halves: readonly [Half, Half] = [emptyHalf(), emptyHalf()];
  for await (const row of rows) {
    const side = halfOf(sha256, row.number);
    const half = halves[side];
    half.examples.push(row.x);
    half.outcomes.push(row.outcome === undefined ? 0 : 1);
    half.actions.push(indexOf.get(row.logged) ?? 0);
  }
  for (const half of halves) requireBothOutcomes(half);
  const models = [fitHalf(halves[0], actions.length), fitHalf(halves[1], actions.length)] as const;
  return {
    fit: judgeFit(halves, models, actions),
    probabilities: ({ number, x }) =>
      models[halfOf(sha256, number) === 0 ? 1 : 0].map((coefficients) =>
        logisticProbability(coefficients, x),
      ),
  };
}

function emptyHalf(): Half {
  return { examples: [], outcomes: [], actions: [] };
}

function fitHalf({ examples, outcomes, actions }: Half, actionCount: number): Float64Array[] {
  const dimension = examples[0]?.length ?? 0;
  const together = fitLogistic({ examples, outcomes, ridge: RIDGE, prior: new Float64Array(dimension) });
  return Array.from({ length: actionCount }, (_, action) => {
    const chosen = actions.flatMap((each, index) => (each === action ? [index] : []));
    return coefficientsOf(
      fitLogistic({
        examples: chosen.flatMap((index) => examples[index] ?? []),
        outcomes: chosen.map((index) => outcomes[index] ?? 0),
        ridge: RIDGE,
        prior: coefficientsOf(together),
      }),
    );
  });
}

function coefficientsOf({ converged, coefficients, gradient }: LogisticFit): Float64Array {
  if (converged) return coefficients;
  throw new InvalidInputError(
    'schema-violation',
    `The outcome model can't be fitted (gradient ${gradient}); check the features' spread: values should mostly lie within ±3 of it.`,
  );
}

function requireBothOutcomes({ outcomes }: Half): void {
  if (outcomes.includes(0) && outcomes.includes(1)) return;
  throw new InvalidInputError(
    'schema-violation',
    `A half of the file has ${outcomes.length} rows and not both kinds of outcome; an outcome model needs more data, or another reward.`,
  );
}

/** Each half is foretold by the model and by the rate of the other one. */
function judgeFit(
  halves: readonly [Half, Half],
  models: readonly [readonly Float64Array[], readonly Float64Array[]],
  actions: readonly ActionId[],
): OutcomeFit {
  let loss = moments.empty;
  let baseline = moments.empty;
  for (const side of [0, 1] as const) {
    const { examples, outcomes, actions: logged } = halves[side];
    const other = side === 0 ? 1 : 0;
    const rate = sum(halves[other].outcomes) / halves[other].outcomes.length;
    for (const [index, x] of examples.entries()) {
      const coefficients = models[other][logged[index] ?? 0] ?? new Float64Array(x.length);
      const probability = logisticProbability(coefficients, x);
      loss = moments.add(loss, logLoss(outcomes[index], probability));
      baseline = moments.add(baseline, logLoss(outcomes[index], rate));
    }
  }
  return {
    rows: loss.count,
    outcomes: sum(halves[0].outcomes) + sum(halves[1].outcomes),
    heldOutLogLoss: loss.mean,
    baselineLogLoss: baseline.mean,
    thinnest: thinnestOf(halves, actions),
  };
}

function thinnestOf(halves: readonly Half[], actions: readonly ActionId[]): OutcomeFit['thinnest'] {
  const counts = halves.flatMap((half) => {
    const rows = new Array<number>(actions.length).fill(0);
    for (const action of half.actions) rows[action] = (rows[action] ?? 0) + 1;
    return actions.map((action, index) => ({ action, rows: rows[index] ?? 0 }));
  });
  return counts.reduce((least, each) => (each.rows < least.rows ? each : least));
}

function logLoss(outcome: number | undefined, probability: number): number {
  return -Math.log(outcome === 1 ? probability : 1 - probability);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
