import { ConflictError, NotFoundError } from '../../errors.ts';
import type { ExperimentId, VariantId } from '../../identifiers.ts';
import type { PolicyBook } from '../policy-book.ts';
import { requireRunning, withBooked } from './booked.ts';
import { nextBook } from './next-book.ts';
import type { Stamp } from './stamp.ts';

/** Which variant is stopped, and by what it was judged. */
export interface VariantStop {
  readonly experiment: ExperimentId;
  readonly variant: VariantId;
  /** In plain words with figures. */
  readonly why: string;
  /** JSON, such as the figures of a guardrail. */
  readonly evidence?: unknown;
}

/**
 * The book with a variant's traffic stopped, for good: the control's policy decides for its units. Needs no approval.
 * @throws {NotFoundError} `experiment-unknown`, `variant-unknown`.
 * @throws {ConflictError} `experiment-state` when it is not running; `variant-already-stopped`.
 */
export function stopVariant(
  book: PolicyBook | undefined,
  { experiment: id, variant, why, evidence }: VariantStop,
  stamp: Stamp,
): PolicyBook {
  const booked = requireRunning(book, id, 'stopped in part');
  if (!booked.experiment.variants.some((each) => each.id === variant)) {
    throw new NotFoundError('variant-unknown', `Experiment "${id}" has no variant "${variant}".`);
  }
  if (booked.stopped.some((each) => each.variant === variant)) {
    throw new ConflictError('variant-already-stopped', `Variant "${variant}" of "${id}" is stopped already.`);
  }
  const stopped = [...booked.stopped, { variant, at: stamp.at, why }];
  return nextBook(
    book,
    { experiments: withBooked(book, { ...booked, stopped }) },
    {
      kind: 'stop-variant',
      experiment: id,
      what: `Stopped variant "${variant}" of "${id}": ${why}`,
      ...(evidence !== undefined && { evidence }),
    },
    stamp,
  );
}
