import type { ExposedDecision, ExposureBook } from '../../app/ports/exposure-book.ts';
import type { DecisionExposure, NotedHarm } from '../../core/experiment/exposure.ts';
import { mergeExposures } from '../../core/experiment/merge-exposures.ts';
import type { BorrowerId, ExperimentId } from '../../core/identifiers.ts';
import { frozenCopy } from './frozen-copy.ts';

interface Noted {
  decisions: readonly DecisionExposure[];
  /** By type and event. */
  readonly harms: Map<string, NotedHarm>;
}

/** Exposures in this process's memory. */
export function createMemoryExposureBook(): ExposureBook {
  const experiments = new Map<ExperimentId, Map<BorrowerId, Noted>>();
  return {
    async expose({ experiment, borrowerId, ...decision }: ExposedDecision) {
      const borrowers = experiments.get(experiment) ?? new Map<BorrowerId, Noted>();
      experiments.set(experiment, borrowers);
      const noted = borrowers.get(borrowerId) ?? { decisions: [], harms: new Map<string, NotedHarm>() };
      borrowers.set(borrowerId, noted);
      noted.decisions = frozenCopy(mergeExposures([...noted.decisions, decision]));
    },
    async note(experiment, borrowerId, harm) {
      const key = JSON.stringify([harm.type, harm.id, harm.decisionId]);
      experiments.get(experiment)?.get(borrowerId)?.harms.set(key, frozenCopy(harm));
    },
    async *list(experiment) {
      for (const [borrowerId, { decisions, harms }] of experiments.get(experiment) ?? []) {
        const sorted = [...harms].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, harm]) => harm);
        yield { experiment, borrowerId, decisions, harms: sorted };
      }
    },
    async forget(experiment, borrowerId) {
      experiments.get(experiment)?.delete(borrowerId);
    },
  };
}
