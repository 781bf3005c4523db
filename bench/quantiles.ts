/** The quantile of sorted measurements by the nearest-rank rule. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Runs `work` often enough to be warm, then measures each of `runs` calls; milliseconds, sorted. */
export async function measure(
  warm: number,
  runs: number,
  work: (index: number) => unknown,
): Promise<number[]> {
  for (let index = 0; index < warm; index += 1) await work(index);
  const times: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const started = performance.now();
    await work(warm + index);
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}
