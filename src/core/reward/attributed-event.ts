import type { EventId } from '../identifiers.ts';
import type { Instant } from '../time/instant.ts';

/** What a decision holds of an event that named its borrower: only what its reward is made of. */
export interface AttributedEvent {
  readonly id: EventId;
  readonly type: string;
  readonly occurredAt: Instant;
  /** In (0, 1]: 1, or 1/k of an event that k decisions share. */
  readonly share: number;
}

/** Whether two lists, each as {@link attributeEvents} sorts it, say the same. */
export function sameAttribution(a: readonly AttributedEvent[], b: readonly AttributedEvent[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ id, type, occurredAt, share }, index) => {
      const other = b[index];
      return (
        other?.id === id && other.type === type && other.occurredAt === occurredAt && other.share === share
      );
    })
  );
}
