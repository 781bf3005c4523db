/** One row of a log, seen by a policy that might have been in its place. */
export interface LoggedExample {
  readonly reward: number;
  /** μ(a|x) > 0: the probability with which the logged action was taken. */
  readonly logged: number;
  /** π(a|x): the probability that the policy in question gives the logged action. */
  readonly target: number;
}

/** π(a|x) ÷ μ(a|x). */
export function importanceWeight({ logged, target }: LoggedExample): number {
  return target / logged;
}
