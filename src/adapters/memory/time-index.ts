import type { Instant } from '../../core/time/instant.ts';

interface Entry<Id extends string> {
  readonly at: Instant;
  readonly id: Id;
}

/**
 * Ids by time, ties by id.
 * @remarks A sorted array: additions come nearly in order and removals nearly from the front, so both cost a binary
 * search and a short move.
 */
export class TimeIndex<Id extends string> {
  readonly #entries: Entry<Id>[] = [];

  add(at: Instant, id: Id): void {
    this.#entries.splice(this.#firstNotBefore(at, id), 0, { at, id });
  }

  /** Does nothing when the pair isn't there. */
  remove(at: Instant, id: Id): void {
    const position = this.#firstNotBefore(at, id);
    const found = this.#entries[position];
    if (found?.at === at && found.id === id) this.#entries.splice(position, 1);
  }

  /** Those at or before `until`, oldest first, at most `limit`. */
  upTo(until: Instant, limit: number): Id[] {
    const end = this.#firstNotBefore(until + 1, '');
    return this.#entries.slice(0, Math.min(end, limit)).map(({ id }) => id);
  }

  /** Those at or after `since`, newest first, at most `limit`. */
  since(since: Instant, limit: number): Id[] {
    const start = Math.max(this.#firstNotBefore(since, ''), this.#entries.length - limit);
    return this.#entries
      .slice(start)
      .reverse()
      .map(({ id }) => id);
  }

  #firstNotBefore(at: number, id: string): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.#entries[middle];
      if (entry !== undefined && (entry.at < at || (entry.at === at && entry.id < id))) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
