/** How statistics become what is believed of each arm. */
export type Learner = 'none' | 'arm-means' | 'disjoint' | 'hybrid' | 'pooled';

/** How beliefs become a probability for each eligible action. */
export type Explorer = 'uniform' | 'fixed-rules' | 'randucb' | 'inverse-gap' | 'arg-max';

export type StrategyName =
  | 'uniform'
  | 'fixed-rules'
  | 'arm-means'
  | 'linucb'
  | 'hybrid-linucb'
  | 'pooled-linucb'
  | 'inverse-gap'
  | 'arg-max-linucb';

/** A way to decide: a learner and an explorer. */
export interface Strategy {
  readonly learner: Learner;
  readonly explorer: Explorer;
  /** False when eligible actions may have probability 0, so that its log can't value another policy. */
  readonly validPropensities: boolean;
}

/**
 * The strategies, from the one that knows nothing to the one that knows most. Each is a learner and an explorer, so
 * that two neighbours differ in one thing only.
 * @remarks `arg-max-linucb` is Li et al.'s algorithm as it was published. It is here to be measured against: without
 * propensities no configuration may serve it (invariant 2).
 */
export const LADDER: Readonly<Record<StrategyName, Strategy>> = {
  uniform: { learner: 'none', explorer: 'uniform', validPropensities: true },
  'fixed-rules': { learner: 'none', explorer: 'fixed-rules', validPropensities: true },
  'arm-means': { learner: 'arm-means', explorer: 'randucb', validPropensities: true },
  linucb: { learner: 'disjoint', explorer: 'randucb', validPropensities: true },
  'hybrid-linucb': { learner: 'hybrid', explorer: 'randucb', validPropensities: true },
  'pooled-linucb': { learner: 'pooled', explorer: 'randucb', validPropensities: true },
  'inverse-gap': { learner: 'pooled', explorer: 'inverse-gap', validPropensities: true },
  'arg-max-linucb': { learner: 'pooled', explorer: 'arg-max', validPropensities: false },
};

/** The strategies' names, from the bottom of the ladder to its top. */
export const STRATEGY_NAMES = Object.keys(LADDER) as readonly StrategyName[];

/** Those that may decide about borrowers. */
export const SERVABLE_STRATEGIES = STRATEGY_NAMES.filter((name) => LADDER[name].validPropensities);

export function isStrategyName(text: string): text is StrategyName {
  return Object.hasOwn(LADDER, text);
}
