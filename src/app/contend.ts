import { UnavailableError } from '../core/errors.ts';

/** How often a use case reads afresh and tries again after losing a conditional write. */
const ATTEMPTS = 12;

/**
 * The first result other than `moved` of an attempt that reads, thinks and writes conditionally.
 * @throws {UnavailableError} `contention` when every attempt lost its race; nothing was written then.
 */
export async function contend<T>(what: string, attempt: () => Promise<T | 'moved'>): Promise<T> {
  for (let tries = 0; tries < ATTEMPTS; tries += 1) {
    const outcome = await attempt();
    if (outcome !== 'moved') return outcome;
  }
  throw new UnavailableError('contention', `${what} lost ${ATTEMPTS} races in a row; repeat the call.`);
}
