import type { FeatureSchema } from '../../core/features/feature-schema.ts';
import type { ModelId } from '../../core/identifiers.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Authorship } from './model-store.ts';

/**
 * How the actions of a historical log were chosen, as far as is known: with logged probabilities, with probabilities
 * that were estimated afterwards, or nobody knows.
 */
export type PropensityLabel = 'known' | 'estimated' | 'absent';

/** Historical contacts that a model learns from beside its own decisions. */
export interface Import {
  readonly model: ModelId;
  readonly name: string;
  readonly label: PropensityLabel;
  /** What one of its rows counts for, in (0, 1]; applied when a snapshot is built, never to what is stored. */
  readonly weight: number;
  readonly rows: number;
  /** Of the file's lines; the same file has the same. */
  readonly digest: string;
  /** What its contexts were encoded by. */
  readonly schema: FeatureSchema;
  readonly by: Authorship;
  readonly at: Instant;
  /** 1 at the first write, then + 1 each. */
  readonly version: number;
}

/** Which imports count. An import without an entry here is as if it did not exist. Reads are strongly consistent. */
export interface ImportRegistry {
  get(model: ModelId, name: string): Promise<Import | undefined>;
  /** Stores the entry if the stored version is `entry.version − 1` (0 = none). */
  put(entry: Import): Promise<'stored' | 'moved'>;
  /** Those of the model, by name. */
  list(model: ModelId): Promise<readonly Import[]>;
  /** Idempotent. */
  remove(model: ModelId, name: string): Promise<void>;
}
