import { at } from '../linear-algebra/at.ts';
import { triangleLength } from '../linear-algebra/packed-triangle.ts';
import { addOuterProduct } from './ridge-regression.ts';
import { ridgeSolver } from './ridge-solver.ts';

export interface LogisticProblem {
  /** Feature vectors of one length. */
  readonly examples: readonly Float64Array[];
  /** 0 or 1 for each example. */
  readonly outcomes: ArrayLike<number>;
  /** λ > 0. */
  readonly ridge: number;
  /** Where the ridge pulls the coefficients; its length is the number of features. */
  readonly prior: Float64Array;
}

export interface LogisticFit {
  readonly coefficients: Float64Array;
  readonly iterations: number;
  /** Largest |component| of the gradient at the coefficients. */
  readonly gradient: number;
  readonly converged: boolean;
}

const MAX_ITERATIONS = 50;
const MAX_HALVINGS = 30;
/** Relative to the number of examples: far below the statistical error of any fit. */
const TOLERANCE = 1e-9;

/**
 * The coefficients that minimise Σ ln(1 + e^(−s·x·θ)) + λ/2·|θ − prior|² with s = ±1 for outcome 1 or 0: penalised
 * maximum likelihood, equal to iteratively reweighted least squares.
 * @remarks Newton's method; a step that does not lower the strictly convex objective is halved, so it converges from
 * everywhere. Not for the decision path: it takes exponentials, whose last bit engines may differ in.
 * @see Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, 4.4.1.
 * @throws {CorruptStateError} `not-positive-definite` when an example is not finite.
 */
export function fitLogistic(problem: LogisticProblem): LogisticFit {
  const tolerance = TOLERANCE * Math.max(1, problem.examples.length);
  let coefficients: Float64Array = problem.prior.slice();
  let objective = objectiveAt(problem, coefficients);
  for (let iterations = 0; ; iterations++) {
    const { gradient, curvature } = derivativesAt(problem, coefficients);
    const largest = gradient.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    const converged = largest <= tolerance;
    if (converged || iterations === MAX_ITERATIONS) {
      return { coefficients, iterations, gradient: largest, converged };
    }
    const step = ridgeSolver(curvature, gradient.length, problem.ridge)(gradient);
    const next = lowered(problem, coefficients, step, objective);
    // At the limit of float64 no step lowers the objective any more: as good as converged.
    if (next === undefined) return { coefficients, iterations, gradient: largest, converged: true };
    coefficients = next.coefficients;
    objective = next.objective;
  }
}

/** 1 ÷ (1 + e^(−x·θ)): the fitted probability of outcome 1. */
export function logisticProbability(coefficients: Float64Array, x: Float64Array): number {
  return 1 / (1 + Math.exp(-dot(coefficients, x)));
}

function objectiveAt({ examples, outcomes, ridge, prior }: LogisticProblem, theta: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < theta.length; i++) {
    const shift = at(theta, i) - at(prior, i);
    sum += (ridge / 2) * shift * shift;
  }
  for (const [index, x] of examples.entries()) {
    const score = outcomes[index] === 1 ? -dot(theta, x) : dot(theta, x);
    // ln(1 + e^s) without overflow.
    sum += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score)));
  }
  return sum;
}

interface Derivatives {
  /** Of the objective, so the Newton step is −H⁻¹·gradient. */
  readonly gradient: Float64Array;
  /** Hessian without the ridge, packed upper triangle. */
  readonly curvature: Float64Array;
}

function derivativesAt(
  { examples, outcomes, ridge, prior }: LogisticProblem,
  theta: Float64Array,
): Derivatives {
  const gradient = theta.map((value, i) => ridge * (value - at(prior, i)));
  const curvature = new Float64Array(triangleLength(theta.length));
  for (const [index, x] of examples.entries()) {
    const probability = logisticProbability(theta, x);
    const residual = probability - (outcomes[index] === 1 ? 1 : 0);
    for (let i = 0; i < x.length; i++) gradient[i] = at(gradient, i) + residual * at(x, i);
    addOuterProduct(curvature, x, probability * (1 - probability));
  }
  return { gradient, curvature };
}

function lowered(
  problem: LogisticProblem,
  from: Float64Array,
  step: Float64Array,
  objective: number,
): { coefficients: Float64Array; objective: number } | undefined {
  let share = 1;
  for (let halvings = 0; halvings <= MAX_HALVINGS; halvings++, share /= 2) {
    const coefficients = from.map((value, i) => value - share * at(step, i));
    const reached = objectiveAt(problem, coefficients);
    if (reached < objective) return { coefficients, objective: reached };
  }
  return undefined;
}

function dot(theta: Float64Array, x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += at(theta, i) * at(x, i);
  return sum;
}
