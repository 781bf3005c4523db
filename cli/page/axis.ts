/** How values become positions, and which of them are marked. */
export interface Axis {
  readonly place: (value: number) => number;
  readonly ticks: readonly number[];
}

const STEPS = [1, 2, 5];

/** A logarithmic axis from `low` to `high`, both > 0, laid from one position to another. */
export function logAxis(low: number, high: number, from: number, to: number): Axis {
  const [start, end] = [Math.log10(low), Math.log10(high)];
  const decades = Array.from(
    { length: Math.ceil(end) - Math.floor(start) + 1 },
    (_, index) => Math.floor(start) + index,
  );
  // Short axes get finer marks, long ones the decades only.
  const steps = end - start > 2.5 ? [1] : end - start > 0.8 ? STEPS : [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9];
  const ticks = decades
    .flatMap((decade) => steps.map((step) => step * 10 ** decade))
    .filter((tick) => tick >= low * 0.9999 && tick <= high * 1.0001);
  return {
    place: (value) =>
      from + ((Math.log10(Math.min(high, Math.max(low, value))) - start) / (end - start)) * (to - from),
    ticks,
  };
}

/** A linear axis with about five marks at round values. */
export function linearAxis(low: number, high: number, from: number, to: number): Axis {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return {
    place: (value) => from + ((value - low) / (high - low)) * (to - from),
    ticks: Array.from({ length: count }, (_, index) => (first + index) * step),
  };
}
