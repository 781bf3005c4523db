import type { FieldProblem } from '../../errors.ts';
import type { Experiment } from '../experiment.ts';
import { blockPeriods } from '../switchback-block.ts';
import type { ExperimentFacts } from './experiment-facts.ts';
import { faultIf, findUnknown, outside } from './fault.ts';

/** Periods of a block at most: each decision draws the order of its whole block anew, and longer ones balance nothing. */
export const MOST_BLOCK_PERIODS = 100;
/** Periods are at most four weeks long. */
const MOST_PERIOD_HOURS = 672;

/** Clusters that requests don't name, and periods that can't be drawn. */
export function findDesignFaults(
  experiment: Experiment,
  { clusters }: ExperimentFacts,
): readonly FieldProblem[] {
  const { design } = experiment;
  if (design.kind === 'borrower') return [];
  const by = design.by === undefined ? [] : [design.by];
  return [
    ...findUnknown(by, clusters ?? by, 'kind of cluster', () => '/design/by'),
    ...faultIf(
      by.some((kind) => !/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test(kind)),
      '/design/by',
      'is not a usable name',
      'Start with a letter; then up to 63 letters, digits, "_", "." or "-".',
    ),
    ...(design.kind === 'switchback' ? findSwitchbackFaults(experiment, design) : []),
  ];
}

function findSwitchbackFaults(
  { role, slice, variants }: Experiment,
  { by, periodHours, washoutHours }: Extract<Experiment['design'], { readonly kind: 'switchback' }>,
): readonly FieldProblem[] {
  const isDrawable = variants.every(({ share }) => Number.isSafeInteger(share) && share > 0);
  const length = isDrawable ? blockPeriods(variants) : 0;
  return [
    ...outside('/design/periodHours', periodHours, { atLeast: 1, atMost: MOST_PERIOD_HOURS }, 'whole number'),
    ...outside('/design/washoutHours', washoutHours, { atLeast: 0, below: periodHours }),
    ...faultIf(
      role === 'holdout',
      '/design/kind',
      '"switchback" would take the holdout’s borrowers in and out',
      'Hold out borrowers or clusters.',
    ),
    ...faultIf(
      length > MOST_BLOCK_PERIODS,
      '/variants',
      `have shares that need blocks of ${length} periods`,
      `Give shares that blocks of at most ${MOST_BLOCK_PERIODS} periods can have exactly, such as 1 : 1 or 1 : 3.`,
    ),
    ...faultIf(
      by === undefined && !(slice.from === 0 && slice.to === 1),
      '/slice',
      `${slice.from} to ${slice.to} is a part of everybody, whose periods alternate as one`,
      'Give the whole layer, 0 to 1, or name a kind of cluster in design.by.',
    ),
  ];
}
