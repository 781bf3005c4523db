/**
 * Lets work on the same subject go one after another, in the order in which it came, and all else at once: events of
 * one decision in one batch would otherwise refuse each other's writes, and each refusal is paid for.
 * @returns a runner for one batch.
 */
export function takeTurns(): <Result>(subject: string, work: () => Promise<Result>) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>();
  return (subject, work) => {
    const before = last.get(subject) ?? Promise.resolve();
    // What became of the one before is that one's own affair.
    const turn = before.then(work, work);
    last.set(subject, turn);
    return turn;
  };
}
