import type { Experiment } from '../../src/core/experiment/experiment.ts';
import type { BookedExperiment } from '../../src/core/experiment/policy-book.ts';
import { shareAt } from '../../src/core/experiment/share-at.ts';
import { percent } from '../../src/core/experiment/transitions/in-words.ts';
import { formatInstant, type Instant } from '../../src/core/time/instant.ts';
import { paint } from '../terminal/paint.ts';

const COLOURS: Readonly<Record<BookedExperiment['status'], (text: string) => string>> = {
  proposed: paint.yellow,
  approved: paint.cyan,
  running: paint.green,
  stopped: paint.dim,
};

/** The status in its colour, with what keeps it from being the whole truth. */
export function statusText({ status, stopped, proposedRamp }: BookedExperiment): string {
  const beside = [
    ...(status === 'running' && stopped.length > 0
      ? [paint.red(`without ${stopped.map(({ variant }) => variant).join(', ')}`)]
      : []),
    ...(proposedRamp === undefined ? [] : [paint.yellow('a ramp waits for approval')]),
  ];
  return [COLOURS[status](status), ...beside].join(', ');
}

/** The share of everybody that takes part now. */
export function liveShare({ status, experiment }: BookedExperiment, now: Instant): string {
  if (status !== 'running') return '';
  const { ramp, slice } = experiment;
  return percent(shareAt(ramp, now) * (slice.to - slice.from));
}

/** `as-now 1 : evening-rules 1`, the control first. */
export function variantsText({ variants, control }: Experiment): string {
  const ordered = variants.toSorted((a, b) => Number(b.id === control) - Number(a.id === control));
  return ordered.map(({ id, share }) => `${id} ${share}`).join(' : ');
}

/** What is assigned as a whole. */
export function designText({ design }: Experiment): string {
  switch (design.kind) {
    case 'borrower':
      return 'each borrower';
    case 'cluster':
      return `each ${design.by}`;
    case 'switchback': {
      const whose = design.by === undefined ? 'everybody' : `each ${design.by}`;
      return `${whose}, switched every ${design.periodHours} h, the first ${design.washoutHours} h not compared`;
    }
  }
}

export function populationText({ population: { purposes, where } }: Experiment): string {
  const conditions = where.map(({ feature, is, atLeast, below }) =>
    [
      feature,
      ...(is === undefined ? [] : [`is ${is.join(' or ')}`]),
      ...(atLeast === undefined ? [] : [`≥ ${atLeast}`]),
      ...(below === undefined ? [] : [`< ${below}`]),
    ].join(' '),
  );
  const whom = purposes === undefined ? 'any purpose' : purposes.join(' or ');
  return [whom, ...conditions].join('; ');
}

export function rampLines(ramp: Experiment['ramp'], now: Instant): string[] {
  const current = ramp.findLast(({ from }) => from <= now);
  return ramp.map((step) => {
    const line = `${percent(step.share)} of the slice from ${formatInstant(step.from)}`;
    return step === current ? paint.bold(line) : paint.dim(line);
  });
}
