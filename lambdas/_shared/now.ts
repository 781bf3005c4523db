import { InvalidInputError } from '../../src/core/errors.ts';
import type { Instant } from '../../src/core/time/instant.ts';
import type { Runtime } from './runtime.ts';

/**
 * The time to act at: the caller's in a simulation, the clock's otherwise.
 * @throws {InvalidInputError} `clock-not-allowed` when a live service is told the time.
 */
export function nowOf(
  { clock, simulation }: Pick<Runtime, 'clock' | 'simulation'>,
  at: Instant | undefined,
): Instant {
  if (at === undefined) return clock();
  if (simulation) return at;
  throw new InvalidInputError('clock-not-allowed', 'This service keeps its own clock.', {
    fields: [
      {
        pointer: '/at',
        problem: 'sets the clock of a live service',
        fix: 'remove it; only a service started with RAPPORT_SIMULATION=true takes it',
      },
    ],
  });
}
