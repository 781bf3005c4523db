/** One rule's reason for forbidding an action. */
export interface RuleHit {
  /** Rule id with version, e.g. `quiet-hours@1`. */
  readonly rule: string;
  /** One sentence for a compliance reader; no borrower data. */
  readonly reason: string;
  /** Of a pack's rule: whether the law demands it of this servicer, or the house does. */
  readonly binding?: 'law' | 'policy';
}
