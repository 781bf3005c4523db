import { createHash } from 'node:crypto';
import type {
  ActionId,
  BorrowerId,
  DecisionId,
  EventId,
  ModelId,
  SnapshotId,
} from '../../../src/core/identifiers.ts';
import type { DecisionWeek } from '../../../src/core/time/decision-week.ts';
import { type Instant, parseInstant } from '../../../src/core/time/instant.ts';

const BASE_32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** A decision id of the right form, the same for the same seed. */
export function decisionId(seed: string | number): DecisionId {
  const bytes = createHash('sha256').update(String(seed)).digest();
  const digits = Array.from({ length: 26 }, (_, i) => BASE_32[(bytes[i] ?? 0) % 32]);
  return `d_${digits.join('')}` as DecisionId;
}

export const borrowerId = (id: string): BorrowerId => id as BorrowerId;
export const eventId = (id: string): EventId => id as EventId;
export const arm = (id: string): ActionId => id as ActionId;
export const model = (id: string): ModelId => id as ModelId;
export const week = (number: number): DecisionWeek => number as DecisionWeek;
export const at = (text: string): Instant => parseInstant(text);

export function snapshotIdOf(bytes: Uint8Array): SnapshotId {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}` as SnapshotId;
}
