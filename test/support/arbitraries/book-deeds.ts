import { fc } from '@fast-check/vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { Experiment } from '../../../src/core/experiment/experiment.ts';
import type { PolicyBook } from '../../../src/core/experiment/policy-book.ts';
import { approve } from '../../../src/core/experiment/transitions/approve.ts';
import { pause } from '../../../src/core/experiment/transitions/pause.ts';
import { promote } from '../../../src/core/experiment/transitions/promote.ts';
import { propose } from '../../../src/core/experiment/transitions/propose.ts';
import { ramp } from '../../../src/core/experiment/transitions/ramp.ts';
import { resume } from '../../../src/core/experiment/transitions/resume.ts';
import { rollback } from '../../../src/core/experiment/transitions/rollback.ts';
import { setShadow } from '../../../src/core/experiment/transitions/set-shadow.ts';
import type { Stamp } from '../../../src/core/experiment/transitions/stamp.ts';
import { start } from '../../../src/core/experiment/transitions/start.ts';
import { stop } from '../../../src/core/experiment/transitions/stop.ts';
import { stopVariant } from '../../../src/core/experiment/transitions/stop-variant.ts';
import { withdraw } from '../../../src/core/experiment/transitions/withdraw.ts';
import type { ExperimentId, VariantId } from '../../../src/core/identifiers.ts';
import { HOUR_MS, type Instant } from '../../../src/core/time/instant.ts';
import { model } from '../builders/identifiers.ts';
import { anExperiment } from '../builders/policy-books.ts';

/** What one author may have live alone, in the deeds below. */
export const ALONE = 0.1;

type Book = PolicyBook | undefined;

/** Something that somebody tries to do to a book. */
export interface BookDeed {
  readonly kind: string;
  readonly author: string;
  readonly apply: (book: Book, stamp: Stamp) => PolicyBook;
}

const BEGIN = Date.parse('2026-11-24T00:00:00Z');
const idArb = fc.constantFrom('one', 'two', 'three').map((id) => id as ExperimentId);
const stepArb = fc.record({
  from: fc.integer({ min: 0, max: 40 }).map((hours) => (BEGIN + hours * HOUR_MS) as Instant),
  share: fc.constantFrom(0, 0.05, 0.1, 0.2, 0.5, 1),
});
const rampArb: fc.Arbitrary<Experiment['ramp']> = fc
  .uniqueArray(stepArb, { minLength: 1, maxLength: 3, selector: ({ from }) => from })
  .map((steps) => steps.toSorted((a, b) => a.from - b.from));
const experimentArb = fc
  .record({ id: idArb, ramp: rampArb, to: fc.constantFrom(0.1, 0.5, 1), seed: fc.nat(3) })
  .map(({ id, ramp, to, seed }) =>
    anExperiment({ id, ramp, salt: `${id}-${seed}`, layer: id, slice: { from: 0, to } }),
  );

/** One deed after the other, each by one of these spellings of authors; many are not allowed when they come. */
export function deedsArb(authors: readonly string[]): fc.Arbitrary<readonly BookDeed[]> {
  const authorArb = fc.constantFrom(...authors);
  const onArb = fc.record({ id: idArb, variant: fc.constantFrom('as-now', 'rules') });
  const deed = <T>(
    kind: string,
    arb: fc.Arbitrary<T>,
    apply: (book: Book, value: T, stamp: Stamp) => PolicyBook,
  ) =>
    fc
      .tuple(authorArb, arb)
      .map(
        ([author, value]): BookDeed => ({ kind, author, apply: (book, stamp) => apply(book, value, stamp) }),
      );
  const onIdArb = (kind: string, apply: (book: Book, id: ExperimentId, stamp: Stamp) => PolicyBook) =>
    deed(kind, idArb, apply);
  return fc.array(
    fc.oneof(
      { weight: 3, arbitrary: deed('propose', experimentArb, propose) },
      { weight: 4, arbitrary: onIdArb('approve', (book, id, stamp) => approve(book, id, stamp)) },
      { weight: 4, arbitrary: onIdArb('start', (book, id, stamp) => start(book, id, ALONE, stamp)) },
      {
        weight: 4,
        arbitrary: deed('ramp', fc.tuple(idArb, rampArb), (book, [id, next], stamp) =>
          ramp(book, id, next, ALONE, stamp),
        ),
      },
      onIdArb('stop', stop),
      onIdArb('withdraw', withdraw),
      deed('stop-variant', onArb, (book, { id, variant }, stamp) =>
        stopVariant(book, { experiment: id, variant: variant as VariantId, why: 'harm' }, stamp),
      ),
      deed('pause', fc.constant('harm'), pause),
      deed('resume', fc.constant(undefined), (book, _, stamp) => resume(book, stamp)),
      deed('shadow', fc.constantFrom({ kind: 'uniform' } as const, undefined), setShadow),
      deed('promote', fc.option(authorArb, { nil: undefined }), (book, approver, stamp) =>
        promote(book, { kind: 'uniform' }, stamp, {
          fourEyesAbove: ALONE,
          ...(approver !== undefined && { approvedBy: { author: approver, reason: 'fine' } }),
        }),
      ),
      deed('rollback', fc.constant(undefined), (book, _, stamp) => rollback(book, stamp)),
    ),
    { minLength: 1, maxLength: 40 },
  );
}

/**
 * The book after each deed, with the book before it; deeds that are refused leave no trace.
 * @throws Whatever a deed throws that is no refusal.
 */
export function booksAfter(
  deeds: readonly BookDeed[],
): readonly { readonly deed: BookDeed; readonly before: Book; readonly after: PolicyBook }[] {
  const steps: { deed: BookDeed; before: Book; after: PolicyBook }[] = [];
  deeds.forEach((deed, index) => {
    const before = steps.at(-1)?.after;
    const stamp: Stamp = {
      model: model('contact'),
      at: (BEGIN + index * HOUR_MS) as Instant,
      by: { author: deed.author, reason: 'because' },
    };
    try {
      steps.push({ deed, before, after: deed.apply(before, stamp) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  });
  return steps;
}
