import type { Instant } from '../../time/instant.ts';
import { type UtcDate, utcDateOf } from '../../time/utc-date.ts';
import type { BookedExperiment } from '../policy-book.ts';
import type { Population } from '../population.ts';

/** One side of a comparison. */
export interface ComparedGroup {
  readonly id: string;
  /** Its part of the units, > 0, in proportion. */
  readonly share: number;
  /** The last day that it is compared for: that on which its traffic was stopped. */
  readonly until?: UtcDate;
}

/** Who is compared with whom. */
export interface ComparedGroups {
  readonly experiment: string;
  readonly groups: readonly ComparedGroup[];
  /** The id of the group that the others are compared with. */
  readonly control: string;
  /** Of a holdout with a single variant: who else is looked at, as the group {@link EVERYBODY_ELSE}. */
  readonly others?: { readonly population: Population; readonly since: Instant; readonly until?: Instant };
}

/** Those of the population who are not held out: the group that shows what a holdout is missing. */
export const EVERYBODY_ELSE = 'everybody-else';

/** The groups that an experiment compares: its variants, or for a lone holdout it and everybody else. */
export function comparedGroups(booked: BookedExperiment): ComparedGroups {
  const { experiment, stopped, startedAt, stoppedAt } = booked;
  const groups = experiment.variants.map(({ id, share }): ComparedGroup => {
    const stop = stopped.find(({ variant }) => variant === id);
    return { id, share, ...(stop === undefined ? {} : { until: utcDateOf(stop.at) }) };
  });
  const { id, control, population } = experiment;
  if (groups.length > 1 || startedAt === undefined) return { experiment: id, groups, control };
  return {
    experiment: id,
    groups: [...groups, { id: EVERYBODY_ELSE, share: 1 }],
    control,
    others: { population, since: startedAt, ...(stoppedAt === undefined ? {} : { until: stoppedAt }) },
  };
}
