/** What holds for all experiments of a service. */
export interface ExperimentSettings {
  /**
   * In [0, 1]: the share of everybody above which an experiment goes live only after a second person has approved it.
   * 0 asks for one always, 1 never.
   */
  readonly fourEyesAbove: number;
  /** What an experiment may assign as a whole, e.g. `household`, `branch`. Absent: whatever requests say a borrower belongs to. */
  readonly clusters?: readonly string[];
  /** Absent: only the guardrails of each experiment are watched. */
  readonly harmBudget?: readonly HarmBudget[];
}

/** How much harm all experiments together may do before all of them stand still. */
export interface HarmBudget {
  /** A borrower with at least one event of these types is harmed. */
  readonly events: readonly string[];
  /** Harmed borrowers beyond what the controls' rates would have harmed, > 0. */
  readonly excess: number;
  /** Experiments that stopped longer ago no longer count; whole days ≥ 1. */
  readonly days: number;
}
