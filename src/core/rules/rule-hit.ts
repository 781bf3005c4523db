/** One rule's reason for forbidding an action. */
export interface RuleHit {
  /** Rule id with version, e.g. `quiet-hours@1`. */
  readonly rule: string;
  /** One sentence for a compliance reader; no borrower data. */
  readonly reason: string;
}
