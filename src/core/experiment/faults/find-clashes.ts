import type { FieldProblem } from '../../errors.ts';
import type { Experiment } from '../experiment.ts';
import type { PolicyBook } from '../policy-book.ts';
import { faultIf } from './fault.ts';

/** What keeps an experiment from standing beside the book's others; those of its own name are not looked at. */
export function findClashes(experiment: Experiment, book: PolicyBook | undefined): readonly FieldProblem[] {
  const others = (book?.experiments ?? []).filter((other) => other.experiment.id !== experiment.id);
  return others.flatMap((other) => [
    ...findSaltClashes(experiment, other.experiment),
    ...(other.status === 'stopped'
      ? []
      : [...findLayerClashes(experiment, other.experiment), ...findRivals(experiment, other.experiment)]),
  ]);
}

/** One salt twice would assign the units alike: the one experiment's effect would pass for the other's. */
function findSaltClashes({ salt }: Experiment, other: Experiment): readonly FieldProblem[] {
  return faultIf(
    salt === other.salt,
    '/salt',
    `is that of "${other.id}", which would have the same units in the same variants`,
    'Give a salt that no experiment has had.',
  );
}

/** A layer is shared out by slices, and among units of one kind: a borrower and their branch fall apart. */
function findLayerClashes(experiment: Experiment, other: Experiment): readonly FieldProblem[] {
  if (experiment.layer !== other.layer) return [];
  const { slice } = experiment;
  const isOverlap = slice.from < other.slice.to && other.slice.from < slice.to;
  const [kind, others] = [unitKind(experiment), unitKind(other)];
  return [
    ...faultIf(
      isOverlap,
      '/slice',
      `overlaps ${other.slice.from} to ${other.slice.to} of "${other.id}" in layer "${other.layer}"`,
      'Give a slice that is free, or stop the other.',
    ),
    ...faultIf(
      kind !== others,
      '/design',
      `assigns by ${kind} where "${other.id}" assigns by ${others}, so that some would be in both`,
      `Assign by ${others}, or use another layer.`,
    ),
  ];
}

function unitKind({ design }: Experiment): string {
  if (design.kind === 'borrower') return 'borrower';
  return design.by ?? 'period';
}

/** Only one policy can decide: of tests that may meet in one decision, one at most may have policies of its own. */
function findRivals(experiment: Experiment, other: Experiment): readonly FieldProblem[] {
  const isRival =
    experiment.layer !== other.layer &&
    [experiment, other].every(({ role, variants }) => role === 'test' && variants.some(hasOwnPolicy)) &&
    sharesPurpose(experiment.population.purposes, other.population.purposes);
  return faultIf(
    isRival,
    '/layer',
    `lets "${other.id}" of layer "${other.layer}" decide for the same borrowers too`,
    `Use layer "${other.layer}" and a free slice of it, or other purposes.`,
  );
}

function hasOwnPolicy({ policy }: Experiment['variants'][number]): boolean {
  return policy.kind !== 'configured';
}

function sharesPurpose(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return a === undefined || b === undefined || a.some((purpose) => b.includes(purpose));
}
