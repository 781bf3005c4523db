/** Where a fact on file may point to. */
export interface Place {
  /** IANA names, every one it may be in; at least one. */
  readonly zones: readonly string[];
  /** Jurisdictions whose law may apply, e.g. `US-FL`; empty outside the United States. */
  readonly jurisdictions: readonly string[];
}
