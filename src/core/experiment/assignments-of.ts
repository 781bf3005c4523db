import type { ExperimentId, VariantId } from '../identifiers.ts';
import type { ServedPolicy } from '../policy/served-policy.ts';
import { assign } from './assign.ts';
import type { Assignment } from './assignment.ts';
import type { AssignmentRequest } from './assignment-request.ts';
import type { Experiment, Variant } from './experiment.ts';
import type { BookedExperiment, PolicyBook } from './policy-book.ts';

/** In which experiments a decision is and whose policy makes it. */
export interface Assigned {
  /** Of one holdout at most, else of one test a layer at most. */
  readonly assignments: readonly Assignment[];
  readonly policy: ServedPolicy;
  /** The variant whose policy it is; absent when it is the one that is served to all. */
  readonly decidedBy?: { readonly experiment: ExperimentId; readonly variant: VariantId };
  /** Some experiment among them keeps its decisions out of training. */
  readonly keptOut: boolean;
}

const CONFIGURED: ServedPolicy = { kind: 'configured' };

/**
 * In which variants of which running experiments a decision is. A pure function of the book and the request, so that the
 * same unit is in the same variant at every decision, and a replay finds the same.
 * @remarks Holdouts come first: who is in one is in no test. Experiments of one layer have disjoint slices, so that the
 * order of the book does not matter; should two overlap, the first alone counts.
 */
export function assignmentsOf({
  book,
  ...request
}: AssignmentRequest & { readonly book: PolicyBook | undefined }): Assigned {
  if (book === undefined) return { assignments: [], policy: CONFIGURED, keptOut: false };
  const running = book.experiments.filter(({ status }) => status === 'running');
  const entries = entriesOf(running, 'holdout', request);
  if (entries.length === 0) entries.push(...entriesOf(running, 'test', request));
  const standing = entries.map((entry) => halted(entry, book));
  return {
    assignments: standing.map(({ assignment }) => assignment),
    keptOut: standing.some(({ booked }) => booked.experiment.training === 'keep-out'),
    ...decider(standing, book),
  };
}

interface Entry {
  readonly booked: BookedExperiment;
  readonly assignment: Assignment;
}

/** At most one a layer. */
function entriesOf(
  running: readonly BookedExperiment[],
  role: Experiment['role'],
  request: AssignmentRequest,
): Entry[] {
  const entries: Entry[] = [];
  for (const booked of running) {
    const { layer } = booked.experiment;
    if (booked.experiment.role !== role) continue;
    if (entries.some((entry) => entry.booked.experiment.layer === layer)) continue;
    const assignment = assign(booked, request);
    if (assignment !== undefined) entries.push({ booked, assignment });
  }
  return entries;
}

/** What was stopped stays on record as assigned, so that who was in which variant can be told afterwards. */
function halted({ booked, assignment }: Entry, { paused }: PolicyBook): Entry {
  const isStopped =
    isStoppedIn(booked, assignment.variant) || (paused !== undefined && assignment.role === 'test');
  return { booked, assignment: isStopped ? { ...assignment, stopped: true } : assignment };
}

/** The one variant that has a policy of its own; the control's in the place of a variant that was stopped. */
function decider(entries: readonly Entry[], book: PolicyBook): Pick<Assigned, 'policy' | 'decidedBy'> {
  const served = book.serving[0]?.policy ?? CONFIGURED;
  let fallback = served;
  for (const { booked, assignment } of entries) {
    const { experiment } = booked;
    if (book.paused !== undefined && assignment.role === 'test') continue;
    const id = assignment.stopped === true ? experiment.control : assignment.variant;
    // A control that did too much harm itself can't take over: back to what the configuration says.
    if (isStoppedIn(booked, id)) fallback = CONFIGURED;
    else {
      const policy = variantOf(experiment, id)?.policy ?? CONFIGURED;
      if (policy.kind !== 'configured')
        return { policy, decidedBy: { experiment: experiment.id, variant: id } };
    }
  }
  return { policy: fallback };
}

function isStoppedIn({ stopped }: BookedExperiment, variant: VariantId): boolean {
  return stopped.some((stop) => stop.variant === variant);
}

function variantOf({ variants }: Experiment, id: VariantId): Variant | undefined {
  return variants.find((variant) => variant.id === id);
}
