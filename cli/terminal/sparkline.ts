const BLOCKS = '▁▂▃▄▅▆▇█';

/** One block for each value between `low` and `high`, the lowest for what is below, the highest for what is above. */
export function sparkline(values: readonly number[], low: number, high: number): string {
  return values
    .map((value) => {
      const share = high > low ? (Math.min(high, Math.max(low, value)) - low) / (high - low) : 1;
      return BLOCKS[Math.round(share * (BLOCKS.length - 1))] ?? '';
    })
    .join('');
}
