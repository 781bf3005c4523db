import type { Experiment } from '../experiment.ts';
import type { PolicyBook } from '../policy-book.ts';
import { requireUnstarted, withBooked } from './booked.ts';
import { inWords, percent } from './in-words.ts';
import { nextBook } from './next-book.ts';
import type { Stamp } from './stamp.ts';

/**
 * The book with an experiment that is proposed, or proposed anew: then its settings are one version on and an approval
 * of what it said before is void. The change keeps the settings as its evidence.
 * @remarks Settings are taken as they are: `findExperimentFaults` says what is wrong with them.
 * @throws {ConflictError} `experiment-state` when an experiment of this name runs or ran.
 */
export function propose(book: PolicyBook | undefined, experiment: Experiment, stamp: Stamp): PolicyBook {
  const before = requireUnstarted(book, experiment.id);
  const version = (before?.version ?? 0) + 1;
  const { slice, layer } = experiment;
  const what = `Proposed version ${version} of ${experiment.role} "${experiment.id}": ${inWords(experiment)} of ${percent(slice.from)}–${percent(slice.to)} of layer "${layer}".`;
  return nextBook(
    book,
    {
      experiments: withBooked(book, {
        experiment,
        version,
        status: 'proposed',
        proposedBy: stamp.by,
        stopped: [],
      }),
    },
    { kind: 'propose', experiment: experiment.id, what, evidence: { experiment } },
    stamp,
  );
}
