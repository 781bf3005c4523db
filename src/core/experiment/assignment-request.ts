import type { Context } from '../features/feature-schema.ts';
import type { BorrowerId } from '../identifiers.ts';
import type { Instant } from '../time/instant.ts';

/** What a decision is about, as far as experiments care. */
export interface AssignmentRequest {
  readonly borrowerId: BorrowerId;
  /** What the borrower belongs to, by kind, e.g. `{ branch: '12' }`. */
  readonly clusters: Readonly<Record<string, string>>;
  readonly purpose: string;
  readonly context: Context;
  readonly now: Instant;
  /** SHA-256 of the UTF-8 of a text; 32 bytes. */
  readonly sha256: (text: string) => Uint8Array;
}
