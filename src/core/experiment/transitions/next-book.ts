import type { BookedExperiment, Change, PolicyBook } from '../policy-book.ts';
import type { Stamp } from './stamp.ts';

/** What a change says of itself; its version, time and author are those of the book and the stamp. */
export type Deed = Pick<Change, 'kind' | 'what' | 'experiment' | 'approvedBy' | 'evidence'>;

/** The parts of a book that a change replaces; `undefined` takes an optional part away. */
export interface Replaced {
  readonly serving?: PolicyBook['serving'];
  readonly experiments?: readonly BookedExperiment[];
  readonly shadow?: PolicyBook['shadow'] | undefined;
  readonly paused?: PolicyBook['paused'] | undefined;
}

/** The book after a change: one version on, with the change that made it. */
export function nextBook(
  book: PolicyBook | undefined,
  replaced: Replaced,
  { kind, what, experiment, approvedBy, evidence }: Deed,
  { model, at, by }: Stamp,
): PolicyBook {
  const version = (book?.version ?? 0) + 1;
  const shadow = 'shadow' in replaced ? replaced.shadow : book?.shadow;
  const paused = 'paused' in replaced ? replaced.paused : book?.paused;
  return {
    model: book?.model ?? model,
    version,
    serving: replaced.serving ?? book?.serving ?? [],
    ...(shadow !== undefined && { shadow }),
    experiments: replaced.experiments ?? book?.experiments ?? [],
    ...(paused !== undefined && { paused }),
    change: {
      version,
      at,
      kind,
      ...(experiment !== undefined && { experiment }),
      what,
      by,
      ...(approvedBy !== undefined && { approvedBy }),
      ...(evidence !== undefined && { evidence }),
    },
  };
}
