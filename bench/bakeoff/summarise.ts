import { mean, meanEstimate } from '../statistics.ts';
import type { EncodedSet } from './data/encode-set.ts';
import type { Duel, PolicyOnSet, SetFindings } from './findings.ts';
import { VW_POLICIES } from './peers.ts';
import type { PolicyRun } from './policy-run.ts';
import { averageRanks, type Rank } from './ranks.ts';

/** The runs on one set, policy by policy, lowest loss first. @param supervised Runs of the reference. */
export function summariseSet(
  set: EncodedSet,
  runs: readonly PolicyRun[],
  supervised: readonly PolicyRun[],
): SetFindings {
  const counts = set.classes.map((_, label) => set.labels.filter((each) => each === label).length);
  const byPolicy = new Map<string, PolicyRun[]>();
  for (const run of runs) byPolicy.set(labelOf(run), [...(byPolicy.get(labelOf(run)) ?? []), run]);
  return {
    name: set.name,
    rows: set.rowCount,
    classes: set.classes.length,
    features: set.names.length,
    uniformLoss: 1 - 1 / set.classes.length,
    constantLoss: 1 - Math.max(...counts) / set.rowCount,
    supervised: summarisePolicy('supervised', supervised),
    policies: [...byPolicy]
      .map(([policy, ofPolicy]) => summarisePolicy(policy, ofPolicy))
      .sort((one, other) => one.loss.value - other.loss.value),
  };
}

function labelOf({ policy, features }: PolicyRun): string {
  return features === 'encoded' ? policy : `${policy} (${features})`;
}

function summarisePolicy(policy: string, runs: readonly PolicyRun[]): PolicyOnSet {
  const sorted = runs.toSorted((one, other) => one.shuffle - other.shuffle);
  const [first] = sorted;
  if (first === undefined) throw new RangeError(`There is no run of ${policy}.`);
  const losses = sorted.map(({ loss }) => loss);
  return {
    policy,
    library: first.library,
    ...(first.version === undefined ? {} : { version: first.version }),
    hindsight: first.hindsight,
    rows: first.rows,
    loss: meanEstimate(losses),
    losses,
    seconds: mean(sorted.map(({ seconds }) => seconds)),
    curve: first.curve.map(([rows], point) => [
      rows,
      mean(sorted.map(({ curve }) => curve[point]?.[1] ?? Number.NaN)),
    ]),
  };
}

/** Average ranks of the policies that compare on all sets: every row, every shuffle, nothing picked in hindsight. */
export function rankPolicies(sets: readonly SetFindings[], shuffles: number): readonly Rank[] {
  const losses = new Map<string, (readonly number[])[]>();
  for (const { policies, rows } of sets) {
    for (const each of policies) {
      if (each.hindsight || each.rows < rows || each.losses.length < shuffles) continue;
      losses.set(each.policy, [...(losses.get(each.policy) ?? []), each.losses]);
    }
  }
  return averageRanks(new Map([...losses].filter(([, ofSets]) => ofSets.length === sets.length)));
}

/** The same sets without the peers' runs on our encoding with its knots, which no peer makes by itself. */
export function asTheyCome(sets: readonly SetFindings[]): readonly SetFindings[] {
  return sets.map((set) => ({
    ...set,
    policies: set.policies.filter(({ policy, library }) => library === 'rapport' || policy.endsWith(')')),
  }));
}

/** The same sets without the policies that take the best action and know of no probability. */
export function drawing(sets: readonly SetFindings[]): readonly SetFindings[] {
  return sets.map((set) => ({
    ...set,
    policies: set.policies.filter(
      ({ policy, library }) => policy !== 'arg-max-linucb' && ['rapport', 'vowpalwabbit'].includes(library),
    ),
  }));
}

/** Our strategy against the best of Vowpal Wabbit's at its defaults, set by set, however it was shown the rows. */
export function duelsOf(sets: readonly SetFindings[], strategy: string): readonly Duel[] {
  const explorers = new Set(
    VW_POLICIES.flatMap((policy) => [policy, `${policy} (straight)`, `${policy} (raw)`]),
  );
  return sets.flatMap(({ name, policies }) => {
    const ours = policies.find(({ policy }) => policy === strategy);
    const best = policies.find(({ policy, hindsight }) => explorers.has(policy) && !hindsight);
    if (ours === undefined || best === undefined) return [];
    const [mine, theirs] = [ours.loss.value, best.loss.value];
    return [{ set: name, ours: mine, theirs, their: best.policy, won: mine < theirs }];
  });
}
