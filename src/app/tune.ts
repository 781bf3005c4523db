import { InvalidInputError } from '../core/errors.ts';
import { encodedNames } from '../core/features/feature-columns.ts';
import type { SnapshotId } from '../core/identifiers.ts';
import { type BeliefChanges, compareBeliefs } from '../core/model/compare-beliefs.ts';
import { evidenceOf } from '../core/model/evidence-of.ts';
import { type EvidenceProfile, evidenceProfile, SCALE_NAMES } from '../core/model/evidence-profile.ts';
import { type FitModelInput, fitModel, fittedEffects } from '../core/model/fit-model.ts';
import { LADDER } from '../core/policy/strategy.ts';
import { DEFAULT_SCALES } from '../core/pooling/default-scales.ts';
import type { FittedScales } from '../core/pooling/fit-scales.ts';
import type { PoolingScales } from '../core/pooling/pooling-scales.ts';
import type { ScaleTrial } from '../core/pooling/scale-trial.ts';
import { decisionWeek } from '../core/time/decision-week.ts';
import type { Instant } from '../core/time/instant.ts';
import { configuredActions } from './actions.ts';
import { totalsOf } from './arm-statistics.ts';
import { readLearned } from './imports.ts';
import type { Authorship } from './ports/model-store.ts';
import { makePublish, type Publication } from './publish.ts';
import { makeReadServed } from './read-served.ts';
import { ENOUGH_TO_FIT } from './scales-for.ts';
import { snapshotOf } from './snapshot-of.ts';

export interface Tuning {
  /** Outcomes that the evidence is about; with decay, what they count for. */
  readonly credits: number;
  /** The champion, when there is one. */
  readonly served?: { readonly snapshot: SnapshotId; readonly fittedOn: number };
  /** The champion's scales, or before there is one the defaults, judged on what is known today. */
  readonly before: ScaleTrial;
  /** The scales under which what is known today is most probable, with everything that was tried. */
  readonly after: FittedScales;
  /** Sections through the evidence at `after`, one for each scale that matters. */
  readonly profiles: readonly EvidenceProfile[];
  /** What the new scales make of the same statistics; absent while nothing was learned or nothing is estimated. */
  readonly beliefs?: BeliefChanges;
  /** Why they can't be applied, if they can't. */
  readonly obstacle?: string;
}

export interface Tune {
  /** @param onProgress steps done of all; the fit is one of them. */
  look(now: Instant, onProgress?: (done: number, steps: number) => void): Promise<Tuning>;
  /**
   * Publishes a snapshot with scales fitted now.
   * @throws {InvalidInputError} `config-invalid` when the scales can't be applied; see {@link Tuning.obstacle}.
   */
  apply(now: Instant, by: Authorship): Promise<Publication>;
}

/** Shows what fitting the pooling scales afresh would change, and does it. Looking writes nothing. */
export function makeTune(deps: Parameters<typeof makePublish>[0]): Tune {
  const { configuration } = deps;
  const publish = makePublish(deps);
  const readServed = makeReadServed(deps);
  return { look, apply };

  async function look(now: Instant, onProgress: (done: number, steps: number) => void = () => {}) {
    const served = await readServed(configuration.model);
    const learned = await learnedNow(now);
    const credits = creditsOf(learned);
    const judge = evidenceOf(learned);
    const scales = served?.snapshot.scales ?? DEFAULT_SCALES;
    const before = judge(scales);
    const names = SCALE_NAMES.filter(
      (name) => isAlwaysFitted(name) || fittedEffects(learned).some((each) => each === name),
    );
    onProgress(0, names.length + 2);
    const after = fitModel(learned);
    onProgress(1, names.length + 2);
    const profiles = names.map((name, index) => {
      const profile = evidenceProfile(judge, after.scales, name);
      onProgress(index + 2, names.length + 2);
      return profile;
    });
    const beliefs = compareBeliefs(
      snapshotWith(before.scales, learned),
      snapshotWith(after.scales, learned),
      learned.statistics,
    );
    onProgress(names.length + 2, names.length + 2);
    const obstacle = obstacleTo(credits);
    return {
      credits,
      ...(served === undefined
        ? {}
        : { served: { snapshot: served.champion.snapshot, fittedOn: served.snapshot.fittedOn } }),
      before,
      after,
      profiles,
      ...(beliefs === undefined ? {} : { beliefs }),
      ...(obstacle === undefined ? {} : { obstacle }),
    } satisfies Tuning;
  }

  async function apply(now: Instant, by: Authorship): Promise<Publication> {
    const obstacle = obstacleTo(creditsOf(await learnedNow(now)));
    if (obstacle !== undefined) {
      throw new InvalidInputError('config-invalid', `The scales can't be applied: ${obstacle}.`);
    }
    return await publish(now, { refit: true, by });
  }

  async function learnedNow(now: Instant): Promise<FitModelInput> {
    const { weekly } = await readLearned(deps, configuration.model);
    return {
      names: encodedNames(configuration.features),
      arms: configuredActions(configuration),
      statistics: totalsOf(weekly, configuration.learning.halfLifeWeeks, decisionWeek(now)),
    };
  }

  function snapshotWith(scales: PoolingScales, { statistics: totals }: FitModelInput) {
    return snapshotOf(
      { ...configuration, learning: { ...configuration.learning, scales } },
      totals,
      undefined,
    );
  }

  function obstacleTo(credits: number): string | undefined {
    const { strategy, scales } = configuration.learning;
    if (LADDER[strategy].learner !== 'pooled') return `the strategy ${strategy} has no use for scales`;
    if (scales !== 'fitted') {
      return 'the configuration gives them under learning.scales; set "fitted" there, or give these';
    }
    if (credits < ENOUGH_TO_FIT) {
      return `${Math.round(credits)} outcomes say too little about scales; from ${ENOUGH_TO_FIT} on they are fitted`;
    }
    return undefined;
  }
}

function isAlwaysFitted(name: keyof PoolingScales): boolean {
  return name === 'noise' || name === 'base' || name === 'arm';
}

function creditsOf({ statistics }: FitModelInput): number {
  let credits = 0;
  for (const { count } of statistics.values()) credits += count;
  return credits;
}
