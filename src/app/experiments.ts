import type { Experiment, RampStep } from '../core/experiment/experiment.ts';
import { findExperimentFaults } from '../core/experiment/faults/find-experiment-faults.ts';
import type { BookedExperiment, Change, PolicyBook, Signature } from '../core/experiment/policy-book.ts';
import { approve } from '../core/experiment/transitions/approve.ts';
import { requireBooked } from '../core/experiment/transitions/booked.ts';
import { propose } from '../core/experiment/transitions/propose.ts';
import { ramp } from '../core/experiment/transitions/ramp.ts';
import { start } from '../core/experiment/transitions/start.ts';
import { stop } from '../core/experiment/transitions/stop.ts';
import { stopVariant } from '../core/experiment/transitions/stop-variant.ts';
import { withdraw } from '../core/experiment/transitions/withdraw.ts';
import type { ExperimentId, VariantId } from '../core/identifiers.ts';
import type { Instant } from '../core/time/instant.ts';
import { makeChangeBook } from './change-book.ts';
import { declaredFacts } from './declared-facts.ts';
import type { Dependencies } from './dependencies.ts';
import { findRampFaults } from './ramp-faults.ts';
import { refuseFaults } from './refuse-faults.ts';
import { makeRequireSnapshots } from './require-snapshots.ts';

/** Who asks for a change, and when. */
export interface Signed {
  readonly at: Instant;
  readonly by: Signature;
}

/** An experiment with everything that ever happened to it, oldest first. */
export interface ExperimentStory {
  readonly booked: BookedExperiment;
  readonly changes: readonly Change[];
}

/**
 * What people do with experiments. Each change gives the experiment as it stands after it.
 * @throws {NotFoundError} `experiment-unknown`, `variant-unknown`, `snapshot-unknown`.
 * @throws {ConflictError} what the state of the experiment, or a missing second signature, does not allow.
 */
export interface Experiments {
  /** @throws {InvalidInputError} `schema-violation` with every fault, by its pointer into the experiment. */
  propose(experiment: Experiment, signed: Signed): Promise<BookedExperiment>;
  /** @param seen The version that the approver read; absent: whatever it says now. */
  approve(id: ExperimentId, signed: Signed, seen?: number): Promise<BookedExperiment>;
  start(id: ExperimentId, signed: Signed): Promise<BookedExperiment>;
  /** Takes over from the ramp before at its first step. @throws {InvalidInputError} `schema-violation` when a step lies in the past. */
  ramp(id: ExperimentId, steps: readonly RampStep[], signed: Signed): Promise<BookedExperiment>;
  stop(id: ExperimentId, signed: Signed): Promise<BookedExperiment>;
  stopVariant(id: ExperimentId, variant: VariantId, signed: Signed): Promise<BookedExperiment>;
  /** An experiment that never started is gone then; of one that runs only its proposed ramp is. */
  withdraw(id: ExperimentId, signed: Signed): Promise<{ booked: BookedExperiment; isGone: boolean }>;
  list(): Promise<readonly BookedExperiment[]>;
  show(id: ExperimentId): Promise<ExperimentStory>;
}

export function makeExperiments(
  deps: Pick<Dependencies, 'configuration' | 'policyBooks' | 'snapshots'>,
): Experiments {
  const { configuration, policyBooks } = deps;
  const { model, experiments } = configuration;
  const { fourEyesAbove } = experiments;
  const facts = declaredFacts(configuration);
  const changeBook = makeChangeBook(deps);
  const requireSnapshots = makeRequireSnapshots(deps);

  async function change(
    id: ExperimentId,
    transition: (book: PolicyBook | undefined) => PolicyBook,
  ): Promise<BookedExperiment> {
    return requireBooked(await changeBook(transition), id);
  }

  return {
    async propose(experiment, signed) {
      await requireSnapshots(experiment.variants.map(({ policy }) => policy));
      return await change(experiment.id, (book) => {
        refuseFaults('The experiment can not be proposed so', findExperimentFaults(experiment, book, facts));
        return propose(book, experiment, { model, ...signed });
      });
    },
    approve: (id, signed, seen) => change(id, (book) => approve(book, id, { model, ...signed }, seen)),
    start: (id, signed) => change(id, (book) => start(book, id, fourEyesAbove, { model, ...signed })),
    async ramp(id, steps, signed) {
      refuseFaults('The ramp can not be followed', findRampFaults(steps, signed.at));
      return await change(id, (book) => ramp(book, id, steps, fourEyesAbove, { model, ...signed }));
    },
    stop: (id, signed) => change(id, (book) => stop(book, id, { model, ...signed })),
    stopVariant: (id, variant, signed) =>
      change(id, (book) =>
        stopVariant(book, { experiment: id, variant, why: signed.by.reason }, { model, ...signed }),
      ),
    async withdraw(id, signed) {
      let before: BookedExperiment | undefined;
      const after = await changeBook((book) => {
        before = requireBooked(book, id);
        return withdraw(book, id, { model, ...signed });
      });
      const booked = after.experiments.find(({ experiment }) => experiment.id === id);
      return booked === undefined
        ? { booked: before ?? requireBooked(after, id), isGone: true }
        : { booked, isGone: false };
    },
    list: async () => (await policyBooks.get(model))?.experiments ?? [],
    async show(id) {
      const booked = requireBooked(await policyBooks.get(model), id);
      const history = await policyBooks.history(model);
      return { booked, changes: history.filter(({ experiment }) => experiment === id) };
    },
  };
}
