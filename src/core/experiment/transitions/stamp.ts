import type { ModelId } from '../../identifiers.ts';
import type { Instant } from '../../time/instant.ts';
import type { Signature } from '../policy-book.ts';

/** Who makes a change of a model's book, and when. */
export interface Stamp {
  readonly model: ModelId;
  readonly at: Instant;
  readonly by: Signature;
}
