import type { FieldProblem } from '../../errors.ts';
import type { Experiment } from '../experiment.ts';
import { faultIf, outside } from './fault.ts';

/** A slice or a ramp that could not be taken as it is written. */
export function findSliceFaults({
  slice,
  ramp,
}: Pick<Experiment, 'slice' | 'ramp'>): readonly FieldProblem[] {
  return [
    ...outside('/slice/from', slice.from, { atLeast: 0, atMost: 1 }),
    ...outside('/slice/to', slice.to, { atLeast: 0, atMost: 1 }),
    ...faultIf(
      slice.from >= slice.to,
      '/slice/to',
      `${slice.to} is not above ${slice.from}`,
      'Give a slice that holds somebody.',
    ),
    ...findRampFaults(ramp),
  ];
}

/** A ramp that is empty, out of order or beyond its slice. */
export function findRampFaults(ramp: Experiment['ramp']): readonly FieldProblem[] {
  return [
    ...faultIf(ramp.length === 0, '/ramp', 'has no step', 'Say from when on which share takes part.'),
    ...ramp.flatMap(({ from, share }, index) => {
      const before = ramp[index - 1];
      return [
        ...outside(`/ramp/${index}/share`, share, { atLeast: 0, atMost: 1 }),
        ...faultIf(
          before !== undefined && from <= before.from,
          `/ramp/${index}/from`,
          'is not after the step before',
          'Give the steps in order of time.',
        ),
      ];
    }),
  ];
}
