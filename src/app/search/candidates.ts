import type { Configuration } from '../../core/configuration.ts';
import { InvalidInputError } from '../../core/errors.ts';
import type { LearnedPolicy } from '../../core/policy/served-policy.ts';
import { LADDER, type StrategyName } from '../../core/policy/strategy.ts';
import { randomSource } from '../../core/simulation/random-source.ts';

/** What is tried; every combination that makes a difference. What is not given is as configured. */
export interface SearchSpace {
  readonly strategies: readonly StrategyName[];
  /** β of strategies that go by uncertainty. */
  readonly betas?: readonly number[];
  /** ε, kept as it is whatever is learned. */
  readonly epsilons?: readonly number[];
  /** γ of inverse-gap weighting. */
  readonly gammas?: readonly number[];
  /** λ of strategies without scales. */
  readonly ridges?: readonly number[];
  /** Weeks after which an outcome counts half. */
  readonly halfLives?: readonly number[];
  /** Tries so many of the combinations, drawn at random by `seed`; absent: all. */
  readonly most?: number;
  readonly seed: number;
}

export interface Candidate {
  /** Its strategy with the settings that differ from what is configured. */
  readonly name: string;
  readonly policy: LearnedPolicy;
}

/**
 * The candidates of a search, in a fixed order.
 * @throws {InvalidInputError} `config-invalid` for a strategy that learns nothing or may not decide.
 */
export function candidatesOf(
  space: SearchSpace,
  { exploration }: Pick<Configuration, 'exploration'>,
): readonly Candidate[] {
  const all = space.strategies.flatMap((strategy) => {
    requireLearner(strategy);
    return combinationsOf(space, strategy).map((settings) => candidate(strategy, settings, exploration));
  });
  const distinct = [...new Map(all.map((each) => [each.name, each])).values()];
  return space.most === undefined || space.most >= distinct.length
    ? distinct
    : drawn(distinct, space.most, space.seed);
}

interface Settings {
  readonly beta: number | undefined;
  readonly gamma: number | undefined;
  readonly epsilon: number | undefined;
  readonly ridge: number | undefined;
  readonly halfLife: number | undefined;
}

function combinationsOf(space: SearchSpace, strategy: StrategyName): readonly Settings[] {
  const { learner, explorer } = LADDER[strategy];
  const betas = explorer === 'randucb' ? orNone(space.betas) : [undefined];
  const gammas = explorer === 'inverse-gap' ? orNone(space.gammas) : [undefined];
  const ridges = learner === 'pooled' ? [undefined] : orNone(space.ridges);
  return betas.flatMap((beta) =>
    gammas.flatMap((gamma) =>
      orNone(space.epsilons).flatMap((epsilon) =>
        ridges.flatMap((ridge) =>
          orNone(space.halfLives).map((halfLife) => ({ beta, gamma, epsilon, ridge, halfLife })),
        ),
      ),
    ),
  );
}

function orNone(values: readonly number[] | undefined): readonly (number | undefined)[] {
  return values === undefined || values.length === 0 ? [undefined] : values;
}

function candidate(
  strategy: StrategyName,
  { beta, gamma, epsilon, ridge, halfLife }: Settings,
  configured: Configuration['exploration'],
): Candidate {
  const isConfigured = beta === undefined && gamma === undefined && epsilon === undefined;
  const exploration = {
    ...configured,
    ...(beta === undefined ? {} : { beta }),
    ...(gamma === undefined ? {} : { gamma }),
    ...(epsilon === undefined
      ? {}
      : { epsilon: { start: epsilon, floor: epsilon, halfway: configured.epsilon.halfway } }),
  };
  const named = [
    ['β', beta],
    ['γ', gamma],
    ['ε', epsilon],
    ['λ', ridge],
    ['half-life', halfLife],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
  return {
    name: [strategy, ...named].join(' '),
    policy: {
      kind: 'learned',
      strategy,
      ...(isConfigured ? {} : { exploration }),
      ...(ridge === undefined ? {} : { ridge }),
      ...(halfLife === undefined ? {} : { halfLifeWeeks: halfLife }),
    },
  };
}

/** As many of them by lot, in their own order. */
function drawn(all: readonly Candidate[], most: number, seed: number): readonly Candidate[] {
  const random = randomSource(seed, 'candidates');
  const lots = new Map(all.map((each) => [each, random.unit()]));
  const chosen = new Set([...all].sort((a, b) => (lots.get(a) ?? 0) - (lots.get(b) ?? 0)).slice(0, most));
  return all.filter((each) => chosen.has(each));
}

function requireLearner(strategy: StrategyName): void {
  const { learner, validPropensities } = LADDER[strategy];
  if (learner !== 'none' && validPropensities) return;
  const known = Object.entries(LADDER).filter(
    ([, each]) => each.learner !== 'none' && each.validPropensities,
  );
  const [problem, fix] = [
    `${strategy} ${validPropensities ? 'learns nothing' : 'has no propensities'}`,
    `Search among ${known.map(([name]) => name).join(', ')}.`,
  ];
  throw new InvalidInputError('config-invalid', `${problem}. ${fix}`, {
    fields: [{ pointer: '/strategies', problem, fix }],
  });
}
