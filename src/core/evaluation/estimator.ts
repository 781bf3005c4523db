/**
 * A statistic as a value: examples are added one by one, in any number of processes, and partial results merged.
 * @remarks A commutative monoid up to rounding: `merge(fold(a), fold(b))` is `fold(a then b)`, `empty` is neutral.
 * `add` leaves its argument as it was. `value` is `undefined` where the statistic has none yet, never 0 or NaN.
 */
export interface Estimator<State, Example, Value> {
  readonly empty: State;
  readonly add: (state: State, example: Example) => State;
  readonly merge: (a: State, b: State) => State;
  readonly value: (state: State) => Value | undefined;
}
