import type { Configuration } from '../core/configuration.ts';
import type { ModelSource } from './model-source.ts';
import type { PolicyBookSource } from './policy-book-source.ts';
import type { Ports } from './ports/ports.ts';

/** What a composition root hands to the use cases; each takes the part it names. */
export interface Dependencies extends Ports {
  readonly configuration: Configuration;
  readonly models: ModelSource;
  readonly books: PolicyBookSource;
  /** Milliseconds of a clock that only goes forward: how long a decision takes. */
  readonly stopwatch: () => number;
}
