const POINTS = 50;
const FIRST = 10;

/** About 50 row counts from 10 to all of them, evenly spaced in the logarithm: the points of a learning curve. */
export function checkpoints(rows: number): readonly number[] {
  if (rows <= FIRST) return [rows];
  const ratio = Math.log(rows / FIRST) / (POINTS - 1);
  const counts = Array.from({ length: POINTS }, (_, point) => Math.round(FIRST * Math.exp(ratio * point)));
  return [...new Set(counts)];
}

/** A point of a learning curve: rows so far, and the mean loss over them. */
export type CurvePoint = readonly [rows: number, loss: number];

/** Progressive validation: the mean of losses that were each suffered before their row was learned from. */
export interface Progress {
  add(loss: number): void;
  readonly loss: number;
  readonly curve: readonly CurvePoint[];
}

export function makeProgress(rows: number): Progress {
  const wanted = new Set(checkpoints(rows));
  const curve: CurvePoint[] = [];
  let seen = 0;
  let sum = 0;
  return {
    add: (loss) => {
      seen += 1;
      sum += loss;
      if (wanted.has(seen)) curve.push([seen, sum / seen]);
    },
    get loss() {
      return sum / seen;
    },
    curve,
  };
}
