import { AppError } from '../core/errors.ts';
import type { PolicyBook } from '../core/experiment/policy-book.ts';
import type { ModelId } from '../core/identifiers.ts';
import type { Instant } from '../core/time/instant.ts';
import type { Ports } from './ports/ports.ts';

/** Where decisions and events read what is served to whom. */
export interface PolicyBookSource {
  /**
   * The book, else the last one that could be read; undefined before the first change. Never throws: without a book
   * everything is as configured.
   */
  current(model: ModelId, now: Instant): Promise<PolicyBook | undefined>;
  /** The same, for whoever can wait. @throws {UnavailableError} when no book could be read so far. */
  known(model: ModelId, now: Instant): Promise<PolicyBook | undefined>;
}

/** The book, read at most every `maxAgeMs` (0 = each time): so long may a change take to reach every decision. */
export function policyBookSource(
  ports: Pick<Ports, 'policyBooks' | 'telemetry'>,
  maxAgeMs: number,
): PolicyBookSource {
  const held = new Map<ModelId, { readonly book: PolicyBook | undefined; readonly readAt: Instant }>();

  async function known(model: ModelId, now: Instant): Promise<PolicyBook | undefined> {
    const last = held.get(model);
    if (last !== undefined && Math.abs(now - last.readAt) < maxAgeMs) return last.book;
    try {
      const book = await ports.policyBooks.get(model);
      held.set(model, { book, readAt: now });
      return book;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      ports.telemetry.warn('The policy book could not be read', {
        code: error.code,
        lastGood: last !== undefined,
      });
      if (last === undefined) throw error;
      return last.book;
    }
  }

  return {
    known,
    async current(model, now) {
      try {
        return await known(model, now);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return undefined;
      }
    },
  };
}
